import assert from 'node:assert/strict';
import test from 'node:test';
import type { Plan } from '../../contract/schedule.ts';
import {
  dueToRun,
  lostWith,
  localOf,
  movedDueTime,
  nextNominal,
  nextRunTime,
} from '../../server/domain/time/plan-times.ts';

type CronPlan = Plan & { kind: 'cron' };
const planOf = (
  quartz: string,
  clockChange: NonNullable<CronPlan['clockChange']>,
  more: Partial<CronPlan> = {},
): CronPlan => ({
  ...{ kind: 'cron', quartz, timezone: 'Europe/Berlin', start: null, end: null, clockChange },
  ...more,
});
// The clock goes from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October.
const spring = Date.UTC(2026, 2, 29, 1);
const autumn = Date.UTC(2026, 9, 25, 1);
const hour = 3_600_000;

test('a time that a clock change takes away is named by another hour, or with another reason', () => {
  const night = planOf('0 30 2 * * ?', 'as-quartz');
  const lost = nextNominal(night, spring - 2 * hour)!;
  assert.deepEqual(lostWith(night, lost), {
    code: 'no-such-time',
    params: { day: '2026-03-29', time: '02:30', from: '02:00', to: '03:00' },
  });
  const often = planOf('15 0/20 2 * * ?', 'move');
  const times = [nextNominal(often, spring - 2 * hour)!];
  for (let next = nextNominal(often, times[0]!); times.length < 3; next = nextNominal(often, next!)) times.push(next!);
  assert.deepEqual(
    times.map((at) => lostWith(often, at)),
    [
      null,
      { code: 'time-moved', params: { day: '2026-03-29', time: '02:20:15', to: '03:00' } },
      { code: 'time-moved', params: { day: '2026-03-29', time: '02:40:15', to: '03:00' } },
    ],
  );
  assert.equal(times[0], spring);
  const quarter = planOf('0 0/15 * * * ?', 'as-quartz');
  const twice = nextNominal(quarter, autumn - hour - 1)!;
  assert.deepEqual(lostWith(quarter, twice), { code: 'time-twice', params: { day: '2026-10-25', time: '02:00' } });
  assert.equal(lostWith(quarter, autumn + hour), null);
  assert.equal(dueToRun(night, lost), spring + 23.5 * hour);
  assert.equal(dueToRun(night, spring + 23.5 * hour), spring + 23.5 * hour);
  assert.equal(dueToRun(night, null), null);
  assert.equal(dueToRun({ kind: 'once', at: 1, timezone: 'UTC' }, 1), 1);
  assert.deepEqual(localOf(night)(lost), {
    year: 2026,
    month: 3,
    day: 29,
    hour: 2,
    minute: 30,
    second: 0,
    millisecond: 0,
  });
  assert.equal(localOf({ kind: 'once', at: 5, timezone: 'UTC' })(1005).millisecond, 5);
});

test('a time at the very edge of a window is left out, or one beyond it comes in', () => {
  const at = Date.UTC(2026, 5, 1, 7);
  const daily = (start: number | null, end: number | null) => planOf('0 0 9 * * ?', 'as-quartz', { start, end });
  for (const next of [nextNominal, nextRunTime]) {
    assert.equal(next(daily(at, at), 0), at);
    assert.equal(next(daily(at + 1, null), 0), at + 24 * hour);
    assert.equal(next(daily(at, at - 1), 0), null);
    assert.equal(next(daily(null, null), at), at + 24 * hour);
    assert.equal(next({ kind: 'once', at, timezone: 'UTC' }, at - 1), at);
    assert.equal(next({ kind: 'once', at, timezone: 'UTC' }, at), null);
  }
});

test('a due time that its calendar puts at this moment or leaves in place counts as moved', () => {
  const moved = (at: number) => movedDueTime({ due: 5, cursor: 3 }, 10, () => ({ at }));
  assert.deepEqual([moved(10), moved(11)], [null, { due: 11, cursor: 3 }]);
  assert.equal(
    movedDueTime({ due: 11, cursor: 3 }, 10, () => ({ at: 11 })),
    null,
  );
});
