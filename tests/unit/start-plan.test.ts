import assert from 'node:assert/strict';
import test from 'node:test';
import { planOf, type PlanFacts } from '../../server/domain/start/start-plan.ts';
import { inPlace } from '../../server/domain/time/plan-times.ts';

const now = Date.UTC(2026, 10, 23, 9);
const facts: PlanFacts = {
  runOnce: null,
  runImmediately: null,
  quartz: null,
  interval: null,
  isTriggered: false,
  place: inPlace,
  start: null,
  end: null,
  timezone: 'UTC',
  clockChange: 'as-quartz',
  now,
};
const read = (more: Partial<PlanFacts>, isStrict = false) => planOf({ ...facts, ...more }, isStrict);
const warnings = (more: Partial<PlanFacts>) => {
  const answer = read(more);
  return answer.ok ? answer.warnings.map(({ code, field }) => `${code} ${field}`) : [];
};

test('a start at this very moment is planned instead of run, or an end at it counts as past', () => {
  const at = (start: number, end: number | null = null) => {
    const answer = read({ start, end });
    return answer.ok && answer.plan.kind;
  };
  assert.deepEqual([at(now - 1), at(now), at(now + 1)], ['now', 'now', 'once']);
  assert.deepEqual(warnings({ start: now, end: now }), ['START_IN_PAST startDate']);
  assert.deepEqual(warnings({ start: now, end: now - 1 }), ['START_IN_PAST startDate', 'NOT_USED endDate']);
});

test('a time that is due now is left out, or one that is past is due', () => {
  const due = (at: number) => {
    const answer = read({ quartz: '0 0 9 * * ?', now: at });
    return answer.ok && answer.due;
  };
  assert.equal(due(now), now);
  assert.equal(due(now + 1), now + 86_400_000);
});

test('a plan without a time is run, or said to have ended although it has not', () => {
  const quartz = '0 0 0 30 2 ?';
  const messageOf = (more: Partial<PlanFacts>) => {
    const answer = read({ quartz, ...more });
    return answer.ok ? answer.warnings[0]?.message : null;
  };
  const open = `quartzDef: '${quartz}' never fires, no time of it lies ahead inside the window`;
  assert.equal(messageOf({}), open);
  assert.equal(messageOf({ end: now }), open);
  assert.equal(messageOf({ end: now - 1 }), `quartzDef: '${quartz}' never fires, its window has ended`);
  for (const [more, runNow] of [
    [{ runOnce: true }, false],
    [{}, false],
    [{ runImmediately: true }, true],
  ] as const) {
    const answer = read({ quartz, ...more });
    assert.ok(answer.ok);
    assert.deepEqual([answer.plan.kind, answer.runNow, answer.due], ['never', runNow, null]);
    const strict = read({ quartz, ...more }, true);
    assert.equal(strict.ok ? null : strict.error.code, 'NEVER_FIRES');
  }
});
