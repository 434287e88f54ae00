import assert from 'node:assert/strict';
import test from 'node:test';
import { ianaZone, inIanaZone } from '../../server/domain/time/zone-name.ts';

test('Windows’ own name of a zone is taken for it, in any case, and no other word is', () => {
  assert.equal(ianaZone('Turkey Standard Time'), 'Europe/Istanbul');
  assert.equal(ianaZone(' turkey standard time '), 'Europe/Istanbul');
  assert.equal(ianaZone('W. Europe Standard Time'), 'Europe/Berlin');
  assert.equal(ianaZone('Europe/Istanbul'), 'Europe/Istanbul');
  assert.equal(ianaZone('UTC'), 'UTC');
  for (const none of ['', 'Standard Time', 'Nowhere Standard Time', '__proto__']) assert.equal(ianaZone(none), null);
  const plan = { kind: 'cron', timezone: 'Turkey Standard Time' };
  assert.deepEqual(inIanaZone(plan), { kind: 'cron', timezone: 'Europe/Istanbul' });
  const wrong = { timezone: 'x' };
  assert.equal(inIanaZone(wrong), wrong);
});

test('a zone that Windows only keeps for old data, with rules that no zone of IANA has, is taken for a near one and is an hour off in summer', () => {
  for (const old of ['Mid-Atlantic Standard Time', 'Kamchatka Standard Time']) assert.equal(ianaZone(old), null);
  // Their successors are taken.
  assert.equal(ianaZone('UTC-02'), 'Etc/GMT+2');
  assert.equal(ianaZone('Russia Time Zone 11'), 'Asia/Kamchatka');
});
