import assert from 'node:assert/strict';
import test from 'node:test';
import { pauseBody } from '../../contract/console.ts';
import { timelineQuery } from '../../contract/overview.ts';
import { rpaProcess } from '../../contract/process.ts';
import { scheduleDraft, type Plan } from '../../contract/schedule.ts';
import { readScheduleDraft, type DraftContext } from '../../server/domain/schedule-draft.ts';
import { inPlace } from '../../server/domain/time/plan-times.ts';

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

const now = Date.UTC(2026, 10, 30, 9);
const process = rpaProcess.parse({
  name: 'Pay',
  command: 'pay',
  parameters: { properties: { count: { type: 'integer' } } },
});
const context: DraftContext = { now, process, calendarNames: ['Office'], place: inPlace, findWorker: () => null };
const daily: Plan = { kind: 'cron', quartz: '0 0 12 * * ?', timezone: 'UTC', start: null, end: null };

function readPlan(plan: Plan, change: Partial<DraftContext> = {}, more: Record<string, unknown> = {}) {
  return readScheduleDraft(scheduleDraft.parse({ process: 'Pay', plan, ...more }), { ...context, ...change });
}
function faultsOf(...asked: Parameters<typeof readPlan>): (string | null)[][] {
  const read = readPlan(...asked);
  return read.ok ? [] : read.errors.map(({ code, field }) => [code, field]);
}

test('a draft that is in order is refused, or loses its values or its next time', () => {
  assert.deepEqual(readPlan(daily, {}, { values: { count: '3' } }), {
    ok: true,
    plan: { ...daily, clockChange: 'as-quartz' },
    values: { count: 3 },
    next: { due: now + 3 * 3_600_000, cursor: now + 3 * 3_600_000 },
    worker: null,
  });
  assert.deepEqual(faultsOf(daily, {}, { options: { calendars: [{ calendar: 'Office', action: 'skip' }] } }), []);
  assert.deepEqual(faultsOf({ kind: 'once', at: now + 1, timezone: 'UTC' }), []);
  assert.deepEqual(faultsOf({ ...daily, start: now + 3 * 3_600_000, end: now + 3 * 3_600_000 }), []);
  assert.deepEqual(faultsOf({ ...daily, start: now + 86_400_000 }), []);
  assert.deepEqual(faultsOf({ ...daily, end: now + 86_400_000 }), []);
  assert.deepEqual(faultsOf({ kind: 'call', timezone: 'UTC' }), []);
});

test('a fault of a draft is overlooked, or one is named at another field', () => {
  assert.deepEqual(faultsOf(daily, { process: null }), [['PROCESS_NOT_FOUND', 'process']]);
  assert.deepEqual(faultsOf(daily, {}, { options: { calendars: [{ calendar: 'Bank', action: 'skip' }] } }), [
    ['OPTION_INVALID', 'options.calendars'],
  ]);
  assert.deepEqual(faultsOf({ ...daily, timezone: 'Mars' }), [['TIMEZONE_INVALID', 'plan.timezone']]);
  assert.deepEqual(faultsOf({ ...daily, quartz: '0 0 12 * *' }), [['CRON_INVALID', 'plan.quartz']]);
  assert.deepEqual(faultsOf({ ...daily, start: now + 2, end: now + 1 }), [['DATE_ORDER', 'plan.end']]);
  assert.deepEqual(faultsOf({ ...daily, end: now + 1 }), [['NEVER_FIRES', 'plan.quartz']]);
  assert.deepEqual(faultsOf({ kind: 'once', at: now, timezone: 'UTC' }), [['DATE_INVALID', 'plan.at']]);
  assert.deepEqual(
    faultsOf(daily, {}, { values: { count: 'many' } }).map(([code]) => code),
    ['VALUE_INVALID'],
  );
  assert.equal(faultsOf({ ...daily, quartz: 'x', timezone: 'Mars' }, { process: null }).length, 3, 'all at once');
});

test('a value that the process does not know refuses a draft of a person', () => {
  assert.deepEqual(faultsOf(daily, {}, { values: { other: 1 } }), []);
});
