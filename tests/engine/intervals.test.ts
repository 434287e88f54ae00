import assert from 'node:assert/strict';
import test from 'node:test';
import { calendar } from '../../contract/calendar.ts';
import type { ScheduleDraft } from '../../contract/schedule.ts';
import { createRig, minute, operator, second, type EngineRig } from './rig.ts';

const at = (text: string): number => Date.parse(`${text}Z`);
const tuesday = at('2026-11-24T08:00');

async function pass(rig: EngineRig, instant: number): Promise<void> {
  rig.clock.leap(instant - minute / 2 - rig.clock.now());
  await rig.clock.move(minute);
}
async function off(rig: EngineRig, ...days: string[]): Promise<void> {
  const office = { name: 'Office', off: days.map((day) => ({ day, name: 'Closed' })) };
  await rig.engine().calendars.put('Office', calendar.parse(office), operator);
  await rig.clock.move(0);
}
const row = (rig: EngineRig, id: string) => rig.engine().schedules.row(id);
const whole = { timezone: 'UTC', start: null, end: null };

test('an interval loses a time to a stop, drifts by it, or goes on after its end', async (t) => {
  const rig = await createRig(t, { at: tuesday });
  const ninety: ScheduleDraft['plan'] = {
    ...{ kind: 'every', every: 90, unit: 'minutes', from: tuesday, at: [], weekdays: [] },
    ...{ timezone: 'UTC', end: tuesday + 360 * minute },
  };
  const { id, due } = await rig.schedule({ plan: ninety });
  assert.equal(due, tuesday + 90 * minute, 'the anchor is this moment, which is past');
  await pass(rig, tuesday + 90 * minute);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  await rig.stop();
  rig.clock.leap(200 * minute);
  await rig.boot();
  await rig.clock.move(second);
  assert.deepEqual(await rig.told(id), ['succeeded: done', 'missed: was-off', 'succeeded: done']);
  assert.equal((await row(rig, id)).due, tuesday + 360 * minute);
  await pass(rig, tuesday + 360 * minute);
  const over = await row(rig, id);
  assert.deepEqual([over.state, over.due, over.reason?.code], ['ended', null, 'finished']);
});

test('a calendar that changes leaves a working day where it was, or ends a plan that waits for its next holiday', async (t) => {
  const rig = await createRig(t, { at: tuesday });
  await off(rig, '2026-11-30');
  const last = await rig.schedule({
    plan: { kind: 'working-day', nth: -1, months: [], calendar: 'Office', at: ['18:00'], ...whole },
  });
  const before = await rig.schedule({
    plan: { kind: 'holiday', nth: -1, calendar: 'Office', at: ['15:00'], ...whole },
  });
  assert.deepEqual([last.due, before.due], [at('2026-11-27T18:00'), at('2026-11-27T15:00')]);
  const mayGo = rig.engine().calendars.delete('Office', operator);
  await assert.rejects(mayGo, /is used by/);
  await off(rig, '2026-11-27');
  assert.deepEqual(
    [(await row(rig, last.id)).due, (await row(rig, before.id)).due],
    [at('2026-11-30T18:00'), at('2026-11-26T15:00')],
  );
  await pass(rig, at('2026-11-26T15:00'));
  assert.deepEqual(await rig.told(before.id), ['succeeded: done']);
  const waits = await row(rig, before.id);
  assert.deepEqual([waits.state, waits.due, waits.reason], ['active', null, null]);
  const asked = await rig.start({ plan: { kind: 'holiday', nth: -1, calendar: 'office', at: '08:00' } }).catch(String);
  assert.match(asked, /never fires/);
  await off(rig, '2026-11-27', '2026-12-25');
  assert.equal((await row(rig, before.id)).due, at('2026-12-24T15:00'), 'the new holiday is found');
});

test('a program is told another next run than the one that comes, or a plan that it took back goes on', async (t) => {
  const rig = await createRig(t, { at: tuesday });
  const plan = { kind: 'every', every: 2, unit: 'weeks', weekdays: ['FRI'], at: '09:00' };
  const id = await rig.start({ plan, startDate: '2026-11-23' });
  assert.equal((await rig.status(id))['nextRun'], '2026-11-27T09:00:00.000Z');
  await pass(rig, at('2026-11-27T09:00'));
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  const status = await rig.status(id);
  assert.deepEqual([status['status'], status['nextRun']], ['SUCCEEDED', '2026-12-11T09:00:00.000Z']);
  const checked = await rig
    .engine()
    .connector.validate({ name: 'Robot', timezone: 'UTC', plan, startDate: '2026-11-23', count: 3 }, operator, {});
  assert.deepEqual(checked.nextRuns, [
    '2026-12-11T09:00:00.000Z',
    '2026-12-25T09:00:00.000Z',
    '2027-01-08T09:00:00.000Z',
  ]);
  await rig.engine().connector.cancel(id, operator);
  assert.equal((await rig.status(id))['status'], 'CANCELLED');
});

test('what is exported comes back as another plan, or without its calendar', async (t) => {
  const rig = await createRig(t, { at: tuesday });
  await off(rig, '2026-11-30');
  const plans: ScheduleDraft['plan'][] = [
    { kind: 'every', every: 10, unit: 'days', from: tuesday, at: ['09:00'], weekdays: [], timezone: 'UTC', end: null },
    { kind: 'working-day', nth: 2, months: [3], calendar: 'Office', at: ['18:00'], ...whole },
    { kind: 'holiday', nth: -1, calendar: 'Office', at: ['15:00'], ...whole },
  ];
  for (const plan of plans) await rig.schedule({ name: plan.kind, plan });
  const { schedules, ...frame } = rig.engine().exchange.export(operator);
  const pages: unknown[][] = [];
  for await (const page of schedules) pages.push(page);
  const document = { ...frame, schedules: pages.flat() };
  const other = await createRig(t, { at: tuesday });
  const answer = await other.engine().exchange.import({ kind: 'rota', isDryRun: false, document }, operator);
  assert.deepEqual(
    answer.changes.filter(({ change }) => change === 'refused'),
    [],
  );
  const { rows } = await other.engine().schedules.list({ filter: 'all', q: '', limit: 10 });
  const plansOf = new Map(rows.map(({ plan }) => [plan.kind, plan]));
  assert.deepEqual(
    plans.map(({ kind }) => plansOf.get(kind)),
    plans,
  );
  const due = Object.fromEntries(rows.map((one) => [one.plan.kind, one.due]));
  assert.equal(due['holiday'], at('2026-11-27T15:00'), 'its calendar came with it');
});

test('waits between tries do not grow, or are drawn again after each look', async (t) => {
  const rig = await createRig(t, { at: tuesday });
  rig.launcher().answer({ exitCode: 7 });
  const options = { retryCount: 3, retryDelaySeconds: 60, retryDelayGrowth: 'double', retryDelayMaxSeconds: 150 };
  const { id } = await rig.schedule({ quartz: '0 1 8 24 11 ? 2026', options });
  await rig.clock.move(minute);
  for (const seconds of [60, 120, 150]) {
    const [run] = await rig.runs(id);
    assert.deepEqual([run?.status, run!.retryAt! - rig.clock.now()], ['retrying', seconds * second]);
    await rig.clock.move(seconds * second);
  }
  assert.deepEqual(await rig.told(id), ['failed: exit-code']);
  const spread = { retryCount: 1, retryDelaySeconds: 600, retryJitterPercent: 50 };
  const jittered = await rig.start(spread);
  const [first] = await rig.runs(jittered);
  const wait = first!.retryAt! - rig.clock.now();
  assert.ok(wait >= 300 * second && wait <= 900 * second, String(wait));
  await rig.stop();
  await rig.boot();
  assert.equal((await rig.runs(jittered))[0]?.retryAt, first!.retryAt, 'it was decided once');
});
