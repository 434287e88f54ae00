import assert from 'node:assert/strict';
import test from 'node:test';
import { plainReason, type Reason } from '../../contract/reasons.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { createRig, type EngineRig } from './rig.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const gap = Date.UTC(2027, 2, 28, 1);

/** "02:30 succeeded" with the local due time; for what did not run, its reason. */
async function rows(rig: EngineRig, id: string, zone = 'Europe/Berlin'): Promise<string[]> {
  const at = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return (await rig.runs(id)).map(({ dueAt, outcome, status, reason }) =>
    outcome === 'succeeded' || reason === null ? `${at.format(dueAt)} ${outcome ?? status}` : reasonIn('en', reason),
  );
}
const plan = (quartz: string, clockChange?: string, timezone = 'Europe/Berlin') => ({
  plan: { kind: 'cron', quartz, timezone, start: null, end: null, ...(clockChange ? { clockChange } : {}) } as never,
});

const didNotExist = (time: string) =>
  `skipped: ${time} did not exist on 2027-03-28, the clock went forward from 02:00 to 03:00`;

test('a day on which the time did not exist passes without a row, or with two', async (t) => {
  const rig = await createRig(t, { at: gap - minute });
  const { id } = await rig.schedule(plan('0 30 2 * * ?'));
  await rig.clock.move(2 * minute);
  assert.deepEqual(await rows(rig, id), [didNotExist('02:30')]);
  rig.clock.leap(23 * hour + 28 * minute);
  await rig.clock.move(2 * minute);
  assert.deepEqual(await rows(rig, id), [didNotExist('02:30'), '02:30 succeeded']);
  const [lost] = await rig.runs(id);
  assert.equal(lost?.outcome, 'skipped');
  assert.match(reasonIn('tr', plainReason(lost?.reason as Reason)), /02:30 diye bir saat yoktu/);
});

test('the next run that is promised is one that does not exist', async (t) => {
  const rig = await createRig(t, { at: gap - 2 * hour });
  const id = await rig.start({ quartzDef: '0 30 2 * * ?', timezone: 'Europe/Berlin' });
  assert.equal((await rig.status(id)).nextRun, '2027-03-29T00:30:00.000Z');
  const { rows: shown } = await rig.engine().schedules.list({ filter: 'all', q: '', limit: 10 });
  assert.equal(shown[0]?.due, Date.UTC(2027, 2, 29, 0, 30));
  const overview = await rig.engine().views.overview('24h');
  assert.notEqual(overview.next?.due, gap + 1801);
  const lanes = await rig.engine().views.timeline({ from: gap - hour, to: gap + 30 * hour });
  assert.deepEqual(
    lanes.lanes[0]?.upcoming.map(({ at }) => at),
    [Date.UTC(2027, 2, 29, 0, 30)],
  );
});

test('a time that is moved runs twice, late or not at all, and a burst follows a gap', async (t) => {
  const rig = await createRig(t, { at: gap - 2 * hour });
  const daily = await rig.schedule(plan('0 30 2 * * ?', 'move'));
  const often = await rig.schedule(plan('0 5/15 2 * * ?', 'move'));
  const quarterly = await rig.schedule({ ...plan('0 0/15 2-3 * * ?', 'move'), name: 'Quarterly' });
  await rig.clock.move(2 * hour + 20 * minute);
  assert.deepEqual(await rows(rig, daily.id), ['03:00 succeeded']);
  const stands = (time: string) => `skipped: ${time} did not exist on 2027-03-28; the run at 03:00 replaces it`;
  assert.deepEqual(await rows(rig, often.id), ['03:00 succeeded', stands('02:20'), stands('02:35'), stands('02:50')]);
  assert.deepEqual(await rows(rig, quarterly.id), [
    '03:00 succeeded',
    stands('02:00'),
    stands('02:15'),
    stands('02:30'),
    stands('02:45'),
    '03:15 succeeded',
  ]);
});

test('of an hour that comes twice one pass is silent without a word, or both run though one was asked for', async (t) => {
  const overlap = Date.UTC(2026, 10, 1, 9);
  const zone = 'America/Los_Angeles';
  const rig = await createRig(t, { at: overlap - 70 * minute });
  const quartz = await rig.schedule(plan('0 0/30 * * * ?', 'as-quartz', zone));
  const both = await rig.schedule(plan('0 0/30 * * * ?', 'both', zone));
  const nightly = await rig.schedule(plan('0 30 1 * * ?', 'move', zone));
  await rig.clock.move(135 * minute);
  const twice = (time: string) => `skipped: ${time} came twice on 2026-11-01, and it runs the second time`;
  const passes = ['01:00 succeeded', '01:30 succeeded'];
  assert.deepEqual(await rows(rig, quartz.id, zone), [twice('01:00'), twice('01:30'), ...passes, '02:00 succeeded']);
  assert.deepEqual(await rows(rig, both.id, zone), [...passes, ...passes, '02:00 succeeded']);
  assert.deepEqual(await rows(rig, nightly.id, zone), ['01:30 succeeded']);
});

test('a computer that was off while the clock was changed loses a time, or counts what did not exist as missed', async (t) => {
  const rig = await createRig(t, { at: gap - 90 * minute });
  const twice = await rig.schedule(plan('0 30 1,2 * * ?'));
  const moved = await rig.schedule({ ...plan('0 30 2 * * ?', 'move'), name: 'Moved' });
  await rig.stop();
  rig.clock.leap(5 * hour);
  await rig.boot();
  await rig.clock.move(5 * second);
  // A nonexistent time replaces nothing: what was missed before it is made up for.
  assert.deepEqual(await rows(rig, twice.id), ['01:30 succeeded', didNotExist('02:30')]);
  assert.deepEqual(await rows(rig, moved.id), ['03:00 succeeded']);
  await rig.stop();
  await rig.boot();
  await rig.clock.move(minute);
  assert.equal((await rig.runs(twice.id)).length, 2);
});

test('a paused schedule runs a time that was moved, and an end before the gap lets it in', async (t) => {
  const rig = await createRig(t, { at: gap - 2 * hour });
  const ends = await rig.schedule({
    plan: {
      kind: 'cron',
      quartz: '0 30 1,2 * * ?',
      timezone: 'Europe/Berlin',
      start: null,
      end: gap - 1,
      clockChange: 'move',
    } as never,
  });
  const paused = await rig.schedule({ ...plan('0 30 2 * * ?', 'move'), name: 'Paused' });
  await rig.engine().schedules.pause(paused.id, null, { name: 'Ada', user: null } as never);
  await rig.clock.move(3 * hour);
  assert.deepEqual(await rows(rig, ends.id), ['01:30 succeeded']);
  assert.deepEqual(await rig.told(paused.id), ['skipped: paused']);
});

test('a calendar that moves a lost time to another day keeps what the clock should have shown', async (t) => {
  const rig = await createRig(t, { at: gap - minute });
  const off = { name: 'Weekdays', weekend: [6, 7], country: null, off: [], on: [], halfDays: 'working' };
  await rig.engine().calendars.put('Weekdays', off as never, { name: 'Ada', user: null } as never);
  for (const clockChange of ['as-quartz', 'move']) {
    const { id } = await rig.schedule({
      ...plan('0 30 2 ? * SUN', clockChange),
      name: clockChange,
      options: { calendars: [{ calendar: 'Weekdays', action: 'next' }] },
    });
    const [row] = (await rig.engine().schedules.list({ filter: 'all', q: '', limit: 10 })).rows.filter(
      (one) => one.id === id,
    );
    assert.equal(row?.due, Date.UTC(2027, 2, 29, 0, 30), clockChange);
  }
  await rig.clock.move(2 * minute);
  rig.clock.leap(23 * hour + 28 * minute);
  await rig.clock.move(2 * minute);
  const made = (await rig.engine().schedules.list({ filter: 'all', q: '', limit: 10 })).rows.filter(
    ({ process }) => process === 'Robot',
  );
  assert.equal(made.length, 2);
  for (const row of made) assert.deepEqual(await rows(rig, row.id), ['02:30 succeeded'], row.name);
});
