import assert from 'node:assert/strict';
import test from 'node:test';
import { reportQuery } from '../../contract/report.ts';
import { dailyTimes } from '../../server/domain/daily-due.ts';
import { lateAt, reportSpan, spanBefore } from '../../server/domain/report-span.ts';

const istanbul = 'Europe/Istanbul';
const berlin = 'Europe/Berlin';
const at = Date.UTC(2026, 11, 1, 4);

test('a month has all of its days, by the clock of the zone, and is compared with the whole month before', () => {
  const span = reportSpan({ month: '2026-03' }, at, berlin);
  assert.deepEqual(
    [span.firstDay, span.lastDay, span.month, span.days.length],
    ['2026-03-01', '2026-03-31', '2026-03', 32],
  );
  assert.equal(span.days[0], Date.UTC(2026, 1, 28, 23));
  // The 29th has 23 hours.
  assert.equal(span.days[29]! - span.days[28]!, 23 * 3_600_000);
  const before = spanBefore(span, berlin);
  assert.deepEqual([before.firstDay, before.lastDay, before.days.at(-1)], ['2026-02-01', '2026-02-28', span.days[0]]);
  assert.equal(spanBefore(reportSpan({ month: '2026-01' }, at, berlin), berlin).month, '2025-12');
});

test('without a question it is the month of the zone, not of Greenwich', () => {
  assert.equal(reportSpan({}, Date.UTC(2026, 10, 30, 22), istanbul).month, '2026-12');
  assert.equal(reportSpan({}, Date.UTC(2026, 10, 30, 20), istanbul).month, '2026-11');
});

test('other days are taken as they are, both included; those of a month are the month', () => {
  const span = reportSpan({ from: '2026-11-10', to: '2026-11-12' }, at, istanbul);
  assert.deepEqual([span.month, span.days.length], [null, 4]);
  const before = spanBefore(span, istanbul);
  assert.deepEqual([before.firstDay, before.lastDay], ['2026-11-07', '2026-11-09']);
  assert.equal(reportSpan({ from: '2026-11-01', to: '2026-11-30' }, at, istanbul).month, '2026-11');
  for (const wrong of [
    { month: '2026-13' },
    { from: '2026-11-01' },
    { from: '2026-11-02', to: '2026-11-01' },
    { from: '2024-11-02', to: '2026-11-01' },
    { month: '2026-11', from: '2026-11-01', to: '2026-11-02' },
  ])
    assert.equal(reportQuery.safeParse(wrong).success, false, JSON.stringify(wrong));
});

test('lateness is that of the run in the middle, and of the one after which a twentieth is left', () => {
  const histogram = [
    { lateMs: 0, runs: 90 },
    { lateMs: 5_000, runs: 8 },
    { lateMs: 60_000, runs: 2 },
  ];
  assert.deepEqual([lateAt(histogram, 0.5), lateAt(histogram, 0.95), lateAt(histogram, 1)], [0, 5_000, 60_000]);
  assert.equal(lateAt([], 0.5), 0);
});

test('a time of day comes once a day, also where the clock is changed in that night', () => {
  // 02:30 does not exist on 29 March: the next time after that of the 28th is 03:30 summer time.
  const first = dailyTimes('02:30', Date.UTC(2026, 2, 28, 12), berlin);
  assert.deepEqual([first.last, first.next], [Date.UTC(2026, 2, 28, 1, 30), Date.UTC(2026, 2, 29, 1, 30)]);
  const then = dailyTimes('02:30', first.next, berlin);
  assert.deepEqual([then.last, then.next], [first.next, Date.UTC(2026, 2, 30, 0, 30)]);
  const before = dailyTimes('03:30', Date.UTC(2026, 10, 30, 0), istanbul);
  assert.deepEqual([before.last, before.next], [Date.UTC(2026, 10, 29, 0, 30), Date.UTC(2026, 10, 30, 0, 30)]);
});
