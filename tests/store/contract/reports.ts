import assert from 'node:assert/strict';
import test from 'node:test';
import type { Outcome } from '../../../contract/run.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { NewRun } from '../../../server/store/stored-run.ts';
import { addSchedule, due, minute, newRun, newSchedule, taking, type OpenStores, type Verbs } from './stores.ts';

const hour = 60 * minute;
const day = 24 * hour;
const start = due - 9 * hour;
const days = [start, start + day, start + 2 * day];
const broken: Reason = { code: 'exit-code', params: { code: 3 } };
const none = { ran: 0, succeeded: 0, failed: 0, cancelled: 0, skipped: 0, absent: 0, retried: 0, robotMs: 0 };

/** Begins `lateMs` after its time due, and takes `tookMs`. */
async function ran(
  store: Verbs,
  schedule: number,
  {
    outcome = 'succeeded',
    lateMs = 0,
    tookMs = minute,
    reason = broken,
    ...facts
  }: Partial<NewRun> & {
    outcome?: Outcome;
    lateMs?: number;
    tookMs?: number;
    reason?: Reason;
  },
): Promise<void> {
  const run = newRun({ trigger: 'schedule', ...facts });
  await store.runs.insert(schedule, run);
  const begun = await store.runs.claim(run.id, taking(run.worker, {}, run.dueAt + lateMs), false);
  assert.ok(typeof begun === 'object' && begun !== null);
  await store.runs.endAttempt(run.id, 1, {
    facts: { exitCode: 0, signal: null },
    at: run.dueAt + lateMs + tookMs,
    outputs: {},
    next: { outcome, hasWarning: false, reason },
  });
}

/** Sums of reports: the same on both databases. */
export function reportsContract(open: OpenStores): void {
  test('a report counts what ended in its days, each where it belongs, and leaves tests and other days out', async (t) => {
    const [store] = (await open(t, 1)) as [Verbs];
    assert.equal(await store.reports.keptSince(), null);
    assert.equal(await store.reports.totals(start, start + day), null);
    const empty = await store.reports.read(days);
    assert.deepEqual([empty.totals, empty.processes, empty.days, empty.lateness], [none, [], [], []]);

    const nightly = await addSchedule(store, { name: 'Nightly', process: 'Bank', due: null, cursor: null });
    const other = await addSchedule(store, { name: 'Mail', process: 'Mail', due: null, cursor: null });
    await ran(store, nightly.seq, { process: 'Bank', dueAt: start + hour, lateMs: 50, tookMs: 10 * minute });
    await ran(store, nightly.seq, { process: 'Bank', dueAt: start + 2 * hour, lateMs: 250, outcome: 'failed' });
    await ran(store, nightly.seq, {
      process: 'Bank',
      dueAt: start + day,
      lateMs: 90_500,
      outcome: 'timed-out',
      worker: 'two',
    });
    await ran(store, other.seq, { process: 'Mail', dueAt: start + day + hour });
    await ran(store, other.seq, { process: 'Mail', trigger: 'test', dueAt: start + hour });
    await ran(store, other.seq, { process: 'Mail', dueAt: start - 2 * hour });
    await ran(store, other.seq, { process: 'Mail', dueAt: start + 2 * day });
    for (const outcome of ['missed', 'blocked', 'skipped'] as const)
      await store.runs.insert(nightly.seq, {
        ...newRun({
          process: 'Bank',
          trigger: 'schedule',
          dueAt: start + 3 * hour + ['missed', 'blocked', 'skipped'].indexOf(outcome),
          at: start + 3 * hour,
        }),
        ended: { outcome, reason: { code: 'done', params: {} } },
      });
    const called = newRun({
      process: 'Bank',
      trigger: 'call',
      starter: 'client:erp',
      startedBy: 'ERP',
      dueAt: start + 5 * hour,
    });
    await store.runs.start(newSchedule({ process: 'Bank', isListed: false, due: null, cursor: null }), called, null);
    await store.runs.claim(called.id, taking('one', {}, start + 5 * hour), false);
    await store.runs.endAttempt(called.id, 1, {
      facts: { exitCode: null, signal: null },
      at: start + 6 * hour,
      outputs: {},
      next: { outcome: 'cancelled', hasWarning: false, reason: { code: 'done', params: {} } },
    });

    const found = await store.reports.read(days);
    const bank = { ran: 4, succeeded: 1, failed: 2, cancelled: 1, skipped: 1, absent: 2, retried: 0 };
    assert.deepEqual(found.totals, { ...bank, ran: 5, succeeded: 2, robotMs: 73 * minute });
    assert.deepEqual(found.processes, [
      { process: 'Bank', ...bank, robotMs: 72 * minute },
      { process: 'Mail', ...none, ran: 1, succeeded: 1, robotMs: minute },
    ]);
    assert.equal(found.processTotal, 2);
    assert.deepEqual(
      found.schedules.map(({ id, name, ran: count, absent }) => [id, name, count, absent]),
      [
        [nightly.id, 'Nightly', 3, 2],
        [other.id, 'Mail', 1, 0],
      ],
      'what a program started has no schedule of its own in it',
    );
    assert.equal(found.scheduleTotal, 2);
    assert.deepEqual(
      found.workers.map(({ id, ran: count }) => [id, count]),
      [
        ['one', 4],
        ['two', 1],
      ],
    );
    assert.deepEqual(found.starters, [{ name: 'ERP', isClient: true, ...none, ran: 1, cancelled: 1, robotMs: hour }]);
    assert.deepEqual(found.days, [
      { index: 0, succeeded: 1, failed: 1, absent: 2, other: 2, robotMs: 71 * minute },
      { index: 1, succeeded: 1, failed: 1, absent: 0, other: 0, robotMs: 2 * minute },
    ]);
    assert.deepEqual(found.lateness, [
      { lateMs: 0, runs: 2 },
      { lateMs: 200, runs: 1 },
      { lateMs: 90_000, runs: 1 },
    ]);
    assert.deepEqual(found.failures, [{ process: 'Bank', runs: 2, reason: broken }]);
    assert.deepEqual(await store.reports.totals(start, start + 2 * day), found.totals);
    assert.equal(await store.reports.keptSince(), start - 2 * hour + minute);
  });
}
