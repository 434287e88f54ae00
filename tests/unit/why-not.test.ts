import assert from 'node:assert/strict';
import test from 'node:test';
import type { Run } from '../../contract/run.ts';
import type { Plan } from '../../contract/schedule.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { readAskedTime } from '../../server/domain/time/asked-time.ts';
import { inPlace, type Place } from '../../server/domain/time/plan-times.ts';
import { whyNot, type WhyFacts } from '../../server/domain/time/why-not.ts';

const zone = 'Europe/Istanbul';
const at = (iso: string) => Date.parse(iso);
/** Monday, 11:00 in Istanbul. */
const now = at('2026-11-30T08:00:00Z');
const minute = 60_000;
const weekdays: Plan = { kind: 'cron', quartz: '0 0 9 ? * MON-FRI', timezone: zone, start: null, end: null };

const row = (dueAt: string, change: Partial<Run> = {}): Run =>
  ({
    id: `run at ${dueAt}`,
    trigger: 'schedule',
    status: 'ended',
    outcome: 'succeeded',
    reason: null,
    dueAt: at(dueAt),
    startedAt: at(dueAt) + 400,
    endedAt: at(dueAt) + minute,
    ...change,
  }) as Run;

function ask(text: string, change: Partial<WhyFacts> = {}, found: Partial<WhyFacts['rows']> = {}) {
  const plan = change.plan ?? weekdays;
  const asked = readAskedTime(text, plan.timezone, change.now ?? now);
  assert.ok(asked, text);
  const answer = whyNot({
    ...{ asked, now, plan, place: inPlace, isPaused: false, createdAt: at('2026-01-01T00:00:00Z') },
    rows: { before: null, there: [], after: null, ...found },
    ...{ others: [], changed: null, keptDays: 90 },
    ...change,
  });
  return { ...answer, says: answer.lines.map((line) => inEnglish(line)).join(' ') };
}

test('09:00 is taken for that of tomorrow before it has come, or for UTC where the schedule has a zone', () => {
  const iso = (text: string, of = zone) => {
    const found = readAskedTime(text, of, now);
    return found && new Date(found.at).toISOString();
  };
  assert.equal(iso('09:00'), '2026-11-30T06:00:00.000Z');
  assert.equal(iso('9.00'), '2026-11-30T06:00:00.000Z');
  assert.equal(iso('12:00'), '2026-11-29T09:00:00.000Z');
  assert.equal(iso('today 12:00'), '2026-11-30T09:00:00.000Z');
  assert.equal(iso('dün 09:00'), '2026-11-29T06:00:00.000Z');
  assert.equal(iso('Yesterday 09:00:30'), '2026-11-29T06:00:30.000Z');
  assert.equal(iso(' 2026-11-27 09:00 '), '2026-11-27T06:00:00.000Z');
  assert.equal(iso('2026-11-27T09:00'), '2026-11-27T06:00:00.000Z');
  assert.equal(iso('27.11.2026 9:00'), '2026-11-27T06:00:00.000Z');
  assert.equal(iso('2026-11-27T09:00:00+01:00'), '2026-11-27T08:00:00.000Z');
  assert.equal(iso('2026-11-27T09:00Z'), '2026-11-27T09:00:00.000Z');
  for (const wrong of ['', 'nine', '25:00', '2026-02-30 09:00', '09:61', '2026-11-27', '99.99.2026 09:00'])
    assert.equal(iso(wrong), null, wrong);
});

test('a time that the clock jumped over is answered as if it had been', () => {
  const plan: Plan = { ...weekdays, quartz: '0 30 2 * * ?', timezone: 'Europe/Berlin' };
  const answer = ask('2026-03-29 02:30', { plan });
  assert.equal(answer.verdict, 'not-due');
  assert.match(answer.says, /did not exist on that day: the clock went forward/);
});

test('what ran is told with how late it was, and that the run before it kept it waiting', () => {
  const due = '2026-11-30T06:00:00Z';
  const onTime = ask('09:00', {}, { there: [row(due)] });
  assert.deepEqual([onTime.verdict, onTime.reason, onTime.run?.id], ['ran', null, `run at ${due}`]);
  assert.equal(onTime.says, 'It ran on time: it was due at 2026-11-30 09:00. It succeeded.');
  const startedAt = at(due) + 12 * minute;
  const late = row(due, { startedAt, outcome: 'failed', reason: { code: 'exit-code', params: { exitCode: 3 } } });
  const before = row('2026-11-27T06:00:00Z', { endedAt: startedAt - 1000 });
  const answer = ask('09:00', {}, { there: [late], before });
  assert.equal(
    answer.says,
    'It ran, 12 min late: it was due at 2026-11-30 09:00 and started at 2026-11-30 09:12. The run before it was still active until 2026-11-30 09:11:59. It failed.',
  );
  assert.equal(answer.reason?.code, 'exit-code');
});

test('what was skipped, missed or blocked is said to have run, or loses its reason', () => {
  const due = '2026-11-30T06:00:00Z';
  for (const [outcome, code] of [
    ['skipped', 'paused'],
    ['missed', 'was-off'],
    ['blocked', 'process-disabled'],
  ] as const) {
    const there = [row(due, { outcome, startedAt: null, reason: { code, params: {} } })];
    const answer = ask('09:00', {}, { there });
    assert.deepEqual([answer.verdict, answer.reason?.code], ['did-not-run', code]);
    assert.match(answer.says, /was due at 2026-11-30 09:00 and did not run/);
  }
});

test('a run that still waits is taken for one that did not run', () => {
  const waits = row('2026-11-30T06:00:00Z', {
    ...{ status: 'queued', outcome: null, startedAt: null, endedAt: null },
    reason: { code: 'all-paused', params: {} },
  });
  const answer = ask('09:00', {}, { there: [waits] });
  assert.deepEqual([answer.verdict, answer.reason?.code], ['waits', 'all-paused']);
});

test('of a time that is not in its plan the nearest ones are not named', () => {
  const answer = ask('10:00');
  assert.equal(answer.verdict, 'not-due');
  assert.equal(answer.says, 'It was not due then: the times nearest to it are 2026-11-30 09:00 and 2026-12-01 09:00.');
  const sunday = ask('2026-11-29 09:00', {}, { before: row('2026-11-27T06:00:00Z') });
  assert.deepEqual(sunday.before, { at: at('2026-11-27T06:00:00Z'), run: 'run at 2026-11-27T06:00:00Z' });
  assert.deepEqual(sunday.after, { at: at('2026-11-30T06:00:00Z'), run: null });
});

test('a holiday is no reason', () => {
  const off = { code: 'calendar', params: { day: '2026-11-30', calendar: 'TR: a holiday' } } as const;
  const skips: Place = (nominal) => (nominal === at('2026-11-30T06:00:00Z') ? { skipped: off } : { at: nominal });
  const answer = ask('09:00', { place: skips });
  assert.deepEqual([answer.verdict, answer.reason], ['not-due', off]);
  assert.deepEqual(answer.after?.at, at('2026-12-01T06:00:00Z'));
  const moves: Place = (nominal) => ({ at: nominal + 86_400_000 });
  assert.deepEqual(ask('09:00', { place: moves }).reason?.params, {
    day: '2026-11-30',
    calendar: '→ 2026-12-01 09:00',
  });
});

test('a schedule that was not there yet, has no times, or whose plan had not begun or was over, is blamed', () => {
  const says = (text: string, change: Partial<WhyFacts>) => ask(text, change).says;
  assert.match(
    says('2026-11-27 09:00', { createdAt: at('2026-11-29T06:00:00Z') }),
    /^It was not there yet: it was created at 2026-11-29 09:00\.$/,
  );
  assert.match(says('09:00', { plan: { kind: 'call', timezone: zone } }), /only when it is called or triggered/);
  assert.match(
    says('09:00', { plan: { kind: 'once', at: at('2026-12-24T06:00:00Z'), timezone: zone } }),
    /its only time is 2026-12-24 09:00/,
  );
  assert.match(
    says('09:00', { plan: { ...weekdays, start: at('2026-12-01T00:00:00Z') } }),
    /^Its plan begins only at 2026-12-01 03:00\.$/,
  );
  assert.match(
    says('09:00', { plan: { ...weekdays, end: at('2026-11-20T00:00:00Z') } }),
    /^Its plan ended at 2026-11-20 03:00\.$/,
  );
});

test('a plan that was changed since is taken for the one of then', () => {
  const changed = { at: at('2026-11-30T07:00:00Z'), who: 'operator' };
  const answer = ask('09:30', { changed });
  assert.equal(answer.verdict, 'not-due');
  assert.match(answer.says, /It was changed at 2026-11-30 10:00, after that \(operator\)/);
});

test('what is older than what is kept is said to have had a reason', () => {
  const createdAt = at('2020-01-01T00:00:00Z');
  const old = ask('2026-06-01 09:00', { createdAt });
  assert.equal(old.verdict, 'unrecorded');
  assert.match(old.says, /nothing is recorded of it\. Runs are kept for 90 days/);
  assert.doesNotMatch(ask('09:00', { createdAt }).says, /are kept/);
});

test('a time to come is answered as one that was', () => {
  assert.deepEqual([ask('2026-12-01 09:00').verdict, ask('2026-12-01 10:00').verdict], ['to-come', 'not-due']);
  assert.match(ask('2026-12-01 09:00', { isPaused: true }).says, /It is due then|due then\. It is paused/);
});

test('a plan of every second or of once a year keeps the answer waiting, or names a time far away', () => {
  const seconds: Plan = { ...weekdays, quartz: '* * * * * ?' };
  const answer = ask('2026-11-30 10:30:00', { plan: { ...seconds, end: at('2026-11-30T07:00:00Z') } });
  assert.equal(answer.before?.at, at('2026-11-30T07:00:00Z'));
  const yearly: Plan = { ...weekdays, quartz: '0 0 9 1 1 ?' };
  assert.deepEqual(
    [ask('10:00', { plan: yearly, createdAt: 0 }).before?.at, ask('10:00', { plan: yearly }).after?.at],
    [at('2026-01-01T06:00:00Z'), at('2027-01-01T06:00:00Z')],
  );
});
