import assert from 'node:assert/strict';
import test from 'node:test';
import type { Plan } from '../../contract/schedule.ts';
import { settleDue, type DueQuestion } from '../../server/domain/time/misfire-policy.ts';
import { ask, everyMinute, everySeconds } from '../support/due-question.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = (iso: string) => Date.parse(iso);
const outcomes = (question: DueQuestion) => settleDue(question).entries.map((entry) => entry.ended?.outcome ?? 'run');

test('five seconds and one millisecond count as on time, or five seconds as late', () => {
  const due = at('2026-11-23T00:00:00Z');
  const after = (ms: number, change: Partial<DueQuestion>) => outcomes(ask({ due, now: due + ms, ...change }));
  assert.deepEqual(after(5_000, { plan: everySeconds(4) }), ['run', 'run']);
  assert.deepEqual(after(5_001, { plan: everySeconds(4) }), ['missed', 'run']);
  assert.deepEqual(after(60_000, { misfire: 'skip' }), ['run']);
  assert.deepEqual(after(60_001, { misfire: 'skip' }), ['missed']);
  assert.deepEqual(after(45 * minute, { notLaterThanMs: 45 * minute }), ['run']);
  assert.deepEqual(after(45 * minute + 1, { notLaterThanMs: 45 * minute }), ['missed']);
});

test('why a time was missed is another limit than the one it broke, or hides that Rota was off', () => {
  const due = at('2026-11-23T00:00:00Z');
  const merged = () => ({ code: 'merged', params: {} }) as const;
  const reasons = (change: Partial<DueQuestion>) =>
    settleDue(ask({ due, now: due + 90 * minute, causeOf: merged, ...change })).entries.map(
      ({ ended }) => ended?.reason,
    );
  assert.deepEqual(reasons({}), [{ code: 'merged', params: {} }, undefined]);
  assert.deepEqual(reasons({ misfire: 'skip' })[0], { code: 'too-late', params: { seconds: 60 } });
  assert.deepEqual(reasons({ notLaterThanMs: 45 * minute })[0], { code: 'too-late', params: { seconds: 2700 } });
  const wasOff = () => ({ code: 'was-off', params: { at: 1 } }) as const;
  assert.deepEqual(reasons({ misfire: 'skip', causeOf: wasOff })[0], { code: 'was-off', params: { at: 1 } });
});

test('of times that a calendar puts on one instant each is a run, or one of them has no row', () => {
  const day = 24 * hour;
  const daily: Plan = { ...everyMinute, quartz: '0 0 9 * * ?' };
  const [friday, saturday, sunday, monday] = [20, 21, 22, 23].map((date) => at(`2026-11-${date}T09:00:00Z`));
  const place = (nominal: number) => ({
    at: nominal === saturday ? nominal + 2 * day : nominal === sunday ? nominal + day : nominal,
  });
  const answer = settleDue(ask({ plan: daily, due: friday!, now: monday!, place, misfire: 'all' }));
  assert.deepEqual(
    answer.entries.map(({ dueAt, ended }) => [dueAt, ended?.outcome ?? 'run', ended?.reason.params ?? null]),
    [
      [friday, 'run', null],
      [sunday, 'skipped', { day: '2026-11-22', calendar: '→ 2026-11-23' }],
      [monday, 'run', null],
    ],
  );
  assert.equal(answer.next.due, at('2026-11-24T09:00:00Z'));
});

test('a pause with an end holds what is due at its end, or lets go of what is due before', () => {
  const due = at('2026-11-23T00:00:00Z');
  const held = { outcome: 'skipped' as const, reason: { code: 'paused' as const, params: {} } };
  const heldBefore = due + hour;
  assert.deepEqual(outcomes(ask({ due, now: due + hour, held, heldBefore, misfire: 'all' })), ['skipped', 'run']);
  assert.deepEqual(outcomes(ask({ due, now: due + hour, held, misfire: 'all' })), ['skipped', 'skipped']);
});
