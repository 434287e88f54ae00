import assert from 'node:assert/strict';
import test from 'node:test';
import { pauseBody } from '../../contract/console.ts';
import { timelineQuery } from '../../contract/overview.ts';
import { scheduleDraft } from '../../contract/schedule.ts';

const noInstants = [1e300, -1, 8.64e15 + 1, Date.UTC(2030, 0) + 0.5, Number.NaN, Infinity, '2030-01-01'];

test('what is no instant is refused where it comes in, and never reaches a date or the database', () => {
  for (const at of noInstants) {
    for (const plan of [
      { kind: 'once', at, timezone: 'UTC' },
      { kind: 'cron', quartz: '0 0 0 * * ?', timezone: 'UTC', start: at },
      { kind: 'cron', quartz: '0 0 0 * * ?', timezone: 'UTC', end: at },
    ])
      assert.equal(scheduleDraft.safeParse({ process: 'X', plan }).success, false, `${plan.kind} ${at}`);
    assert.equal(pauseBody.safeParse({ until: at }).success, false, `pause until ${at}`);
  }
  assert.equal(timelineQuery.safeParse({ from: '1e300', to: '2' }).success, false);
  const farAway = { kind: 'once', at: Date.UTC(9999, 11, 31), timezone: 'UTC' };
  assert.equal(scheduleDraft.safeParse({ process: 'X', plan: farAway }).success, true);
});
