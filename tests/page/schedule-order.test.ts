import assert from 'node:assert/strict';
import test from 'node:test';
import type { Run } from '../../contract/run.ts';
import { scheduleOptions, type ScheduleRow } from '../../contract/schedule.ts';
import { withRun } from '../../renderer/api/announcements.ts';
import { createBatch } from '../../renderer/api/batch.ts';
import { holdUntil, type Hold } from '../../renderer/api/use-hold.ts';
import {
  compareRows,
  createRowSearch,
  matchesFilter,
  searchWords,
  sortOf,
} from '../../renderer/schedules/schedule-order.ts';
import { en as english } from '../../renderer/words/en/index.ts';
import { scheduleState } from '../../renderer/words/states.ts';

let seq = 0;
function row(part: Partial<ScheduleRow>): ScheduleRow {
  seq += 1;
  return {
    id: `s${seq}`,
    seq,
    version: 1,
    name: `Row ${seq}`,
    process: 'P',
    worker: null,
    state: 'active',
    plan: { kind: 'cron', quartz: '0 0 9 * * ?', timezone: 'UTC', start: null, end: null },
    options: scheduleOptions.parse({}),
    values: {},
    due: null,
    pausedUntil: null,
    reason: null,
    createdBy: null,
    createdAt: 0,
    updatedAt: 0,
    isFavourite: false,
    lastRun: null,
    activeRun: null,
    ...part,
  };
}

const failed = { id: 'r', outcome: 'failed', reason: null, endedAt: 5, durationMs: 1 } as const;
const active = { id: 'r', status: 'running', startedAt: 1, progress: null, reason: null } as const;
const names = (rows: readonly ScheduleRow[]) => rows.map(({ name }) => name);
const sorted = (rows: ScheduleRow[], sort: string | null) =>
  names(rows.sort(compareRows(sortOf(sort), 'tr', ({ state }) => state)));

test('what needs attention does not sink below what is fine', () => {
  const rows = [
    row({ name: 'later', due: 20 }),
    row({ name: 'never' }),
    row({ name: 'sooner', due: 10 }),
    row({ name: 'runs', activeRun: active }),
    row({ name: 'failing', due: 30, lastRun: failed }),
  ];
  assert.deepEqual(sorted(rows, null), ['failing', 'runs', 'sooner', 'later', 'never']);
});

test('an empty next run does not come first when the order is turned around', () => {
  const rows = [row({ name: 'never' }), row({ name: 'sooner', due: 10 }), row({ name: 'later', due: 20 })];
  assert.deepEqual(sorted([...rows], 'next'), ['sooner', 'later', 'never']);
  assert.deepEqual(sorted([...rows], '-next'), ['later', 'sooner', 'never']);
});

test('Turkish names are not sorted as if they were English', () => {
  const rows = ['zil', 'çam', 'cam', 'ışık', 'iş'].map((name) => row({ name }));
  assert.deepEqual(sorted(rows, 'process'), ['cam', 'çam', 'ışık', 'iş', 'zil']);
});

test('a search does not miss a row because of case, accents or the order of words', () => {
  const found = row({ name: 'Payroll export, İstanbul' });
  const isFound = createRowSearch(() => '');
  assert.equal(isFound(found, searchWords('ISTANBUL pay')), true);
  assert.equal(isFound(found, searchWords('istanbul invoice')), false);
});

test('a row that was searched in English is found by its Turkish words after the language was changed', () => {
  const daily = row({ name: 'Payroll' });
  assert.equal(createRowSearch(() => 'At 09:00, every day')(daily, searchWords('every day')), true);
  assert.equal(createRowSearch(() => 'Saat 09:00, her gün')(daily, searchWords('her gün')), true);
});

test('a filter does not hide what it names', () => {
  assert.equal(matchesFilter(row({ lastRun: failed }), 'failing'), true);
  assert.equal(matchesFilter(row({ lastRun: failed, state: 'paused' }), 'failing'), true);
  assert.equal(matchesFilter(row({}), 'failing'), false);
  assert.equal(matchesFilter(row({ activeRun: active }), 'running'), true);
  assert.equal(matchesFilter(row({ state: 'ended' }), 'ended'), true);
});

test('while everything is paused, what does not run is not said to be scheduled', () => {
  const [soon, late, onCall, ended] = [row({ due: 10 }), row({ due: 30 }), row({ due: null }), row({ state: 'ended' })];
  const states = (hold: Hold) =>
    [soon, late, onCall, ended].map((one) => scheduleState(one, english, hold.holds(one)).text);
  assert.deepEqual(states(holdUntil(null)), ['Paused', 'Paused', 'Paused', 'Ended']);
  assert.deepEqual(states(holdUntil(20)), ['Paused', 'Scheduled', 'Paused', 'Ended']);
  assert.deepEqual(
    [soon, late, onCall, ended].filter((one) => matchesFilter(one, 'paused', holdUntil(20).holds(one))),
    [soon, onCall],
  );
});

const run: Run = {
  id: 'r1',
  seq: 1,
  scheduleId: 's1',
  scheduleName: 'S',
  process: 'P',
  trigger: 'schedule',
  startedBy: null,
  status: 'running',
  outcome: null,
  reason: null,
  hasWarning: false,
  isLate: false,
  dueAt: 1,
  queuedAt: 1,
  startedAt: 1000,
  endedAt: null,
  attempt: 1,
  maxAttempts: 1,
  retryAt: null,
  progress: { percent: 40 },
  outputLine: '',
  rerunOf: null,
  worker: 'w',
  target: null,
};

test('a row does not go on running when its run has ended', () => {
  const running = withRun(row({}), run);
  assert.equal(running.activeRun?.progress?.percent, 40);
  const ended = withRun(running, { ...run, status: 'ended', outcome: 'succeeded', endedAt: 3000 });
  assert.equal(ended.activeRun, null);
  assert.deepEqual(ended.lastRun, { id: 'r1', outcome: 'succeeded', reason: null, endedAt: 3000, durationMs: 2000 });
});

test('an older run that is reported late does not replace a newer result', () => {
  const newer = row({ lastRun: { ...failed, endedAt: 9000 } });
  const after = withRun(newer, { ...run, status: 'ended', outcome: 'succeeded', endedAt: 3000 });
  assert.equal(after.lastRun?.outcome, 'failed');
});

test('a test run is not taken for a run of the schedule', () => {
  assert.equal(withRun(row({}), { ...run, trigger: 'test' }).activeRun, null);
});

test('announcements that come in a flood are not drawn one by one, and none is lost', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const drawn: number[][] = [];
  const batch = createBatch<number>(100, (items) => drawn.push([...items]));
  batch.add(1);
  batch.add(2, 3);
  batch.add(4);
  context.mock.timers.tick(100);
  batch.add(5);
  context.mock.timers.tick(100);
  context.mock.timers.tick(100);
  batch.add(6);
  assert.deepEqual(drawn, [[1], [2, 3, 4], [5], [6]]);
});
