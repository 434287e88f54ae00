// A computer that sleeps is woken for schedules that ask for it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { scheduleDraft } from '../../contract/schedule.ts';
import { momentBefore } from '../../server/engine/time/wake-up.ts';
import { createRig, day, hour, minute, operator, second } from './rig.ts';

async function rigWith(t: TestContext, hasClock = true) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rota-rtc-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'rtc0', 'wakealarm');
  if (hasClock) {
    mkdirSync(path.dirname(file));
    writeFileSync(file, '');
  }
  const rig = await createRig(t, { start: { rtcFolder: folder } });
  await rig.addProcess();
  /** When the computer wakes, in ms from now; null: not at all. */
  const wakesIn = () => {
    const seconds = Number(readFileSync(file, 'latin1').trim() || '0');
    return seconds === 0 ? null : seconds * 1000 - rig.clock.now();
  };
  const once = (afterMs: number, options: object = { wakeComputer: true }) =>
    rig.schedule({ plan: { kind: 'once', at: rig.clock.now() + afterMs, timezone: 'UTC' }, options });
  const notices = async () => (await rig.engine().notices.all()).filter(({ kind }) => kind === 'wake');
  return { rig, file, wakesIn, once, notices };
}

test('the computer is woken for the wrong schedule, too late, or for one that does not ask for it', async (t) => {
  const { rig, wakesIn, once } = await rigWith(t);
  await once(hour, {});
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), null);
  await once(5 * hour);
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), 5 * hour - 4 * second - 90 * second);
  const earlier = await once(2 * hour);
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), 2 * hour - 4 * second - 90 * second);
  await rig.engine().schedules.delete(earlier.id, operator);
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), 5 * hour - 12 * second - 90 * second);
});

test('after a run the next one sleeps on; a run that is due very soon is missed', async (t) => {
  const { rig, wakesIn } = await rigWith(t);
  const { id } = await rig.schedule({ quartz: '0 0 * * * ?', options: { wakeComputer: true } });
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), hour - 94 * second);
  // Within the 90 seconds it is the due time itself, should the computer go to sleep once more.
  await rig.clock.move(hour - 60 * second);
  assert.equal(wakesIn(), 56 * second);
  await rig.clock.move(2 * minute);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  assert.equal(wakesIn(), hour - 64 * second - 90 * second);
});

test('pauses wake the computer for nothing, or let it sleep through what follows them', async (t) => {
  const { rig, wakesIn, once } = await rigWith(t);
  const { id } = await rig.schedule({ quartz: '0 0 * * * ?', options: { wakeComputer: true } });
  const until = rig.clock.now() + 3 * hour + minute;
  await rig.engine().schedules.pause(id, until, operator);
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), 3 * hour + minute - 94 * second);
  await rig.engine().schedules.pause(id, null, operator);
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), null);
  await once(hour);
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), hour - 94 * second);
  await rig.engine().schedules.pauseAll(null, operator);
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), null);
});

test('a Rota that has ended wakes the computer for nothing; another program that sets its alarm has the last word', async (t) => {
  const { rig, file, wakesIn, once } = await rigWith(t);
  await once(day);
  await rig.clock.move(4 * second);
  writeFileSync(file, '0\n');
  await rig.clock.move(2 * minute);
  assert.equal(wakesIn(), day - 4 * second - 2 * minute - 90 * second);
  await rig.stop();
  assert.equal(wakesIn(), null);
});

test('a computer that cannot be woken keeps silent, or says it a thousand times', async (t) => {
  const { rig, once, notices } = await rigWith(t, false);
  const made = [await once(hour), await once(2 * hour), await once(3 * hour)];
  await rig.clock.move(10 * minute);
  const [notice, ...more] = await notices();
  assert.deepEqual(more, []);
  assert.match(JSON.stringify(notice?.params), /no clock that could wake it/);
  for (const { id } of made) await rig.engine().schedules.delete(id, operator);
  await rig.clock.move(2 * minute);
  assert.deepEqual(await notices(), []);
});

test('other programs start schedules that wake the computer, or what they wrote is taken for something else', async (t) => {
  const { rig, wakesIn } = await rigWith(t);
  const body = { startDate: '2026-11-23 12:00:00', runOnce: 'Y', runImmediately: 'N' };
  const id = await rig.start({ ...body, wakeComputer: 'E' });
  await rig.start({ ...body, startDate: '2026-11-23 09:00:00', wakeComputer: 'hayır' });
  await rig.clock.move(4 * second);
  assert.equal(wakesIn(), 5 * hour - 94 * second);
  const { rows } = await rig.engine().schedules.list({ filter: 'all', q: '', limit: 10 });
  assert.deepEqual(
    rows.flatMap(({ options, ...row }) => (options.wakeComputer === true ? [row.id] : [])),
    [id],
  );
  await assert.rejects(rig.start({ ...body, wakeComputer: 'maybe' }), /wakeComputer: 'maybe' is neither yes nor no/);
});

test('a moment before what is due has passed, or there is one for nothing', () => {
  assert.equal(momentBefore(Infinity, 0), null);
  assert.equal(momentBefore(1000, 1000), null);
  assert.equal(momentBefore(90_000, 0), 90_000);
  assert.equal(momentBefore(90_001, 0), 1);
  assert.equal(
    scheduleDraft.parse({ process: 'x', plan: { kind: 'call', timezone: 'UTC' } }).options.wakeComputer,
    undefined,
  );
});
