import assert from 'node:assert/strict';
import test from 'node:test';
import type { Plan } from '../../../contract/schedule.ts';
import {
  addQueued,
  addSchedule,
  due,
  firing,
  lost,
  minute,
  newRun,
  openRacers,
  taking,
  type OpenStores,
} from './stores.ts';

const reason = { code: 'deleted', params: {} } as const;

/** Plans, their edits and pauses, and a clock that is set. */
export function schedulesContract(open: OpenStores): void {
  test('of two edits by the same reading both are kept', async (t) => {
    const stores = await openRacers(open, t, 2);
    const { id, version } = await addSchedule(stores[0]!);
    const edits = await Promise.all(
      stores.map((store, at) => store.schedules.change(id, { name: `name ${at}` }, due, { version })),
    );
    assert.equal(edits.filter((one) => one === 'stale').length, 1);
    const present = await stores[0]!.schedules.get(id);
    assert.deepEqual(
      present,
      edits.find((one) => one !== 'stale'),
    );
    assert.equal(present?.version, version + 1);
  });

  test('an edit takes back a due time that was settled after it was read', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!);
    await store!.runs.fire(schedule, firing());
    const edit = { plan: schedule.plan, due: due + minute, cursor: due + minute };
    assert.equal(await store!.schedules.change(schedule.id, edit, due, { due }), 'stale');
    const next = due + 60 * minute;
    const changed = await store!.schedules.change(schedule.id, edit, due, { version: schedule.version, due: next });
    assert.ok(changed !== null && changed !== 'stale');
    assert.equal(changed.due, due + minute);
    assert.equal(await store!.schedules.change('no such', edit, due), null);
  });

  test('a schedule is deleted while its runs still wait, or begin afterwards', async (t) => {
    const stores = await openRacers(open, t, 2);
    const schedule = await addSchedule(stores[0]!, { options: { overlap: 'allow' } });
    const [waits, runs, retries] = [newRun(), newRun(), newRun()];
    for (const run of [waits, runs, retries]) await stores[0]!.runs.insert(schedule.seq, run);
    for (const { id } of [runs, retries]) await stores[0]!.runs.claim(id, taking('one'), false);
    await stores[0]!.runs.endAttempt(retries.id, 1, lost());
    const deleted = await Promise.all(stores.map((store) => store.schedules.delete(schedule.id, reason, due)));
    const cancelled = deleted.find((one) => one !== null);
    assert.equal(deleted.filter((one) => one !== null).length, 1);
    assert.deepEqual(
      cancelled?.map((run) => [run.id, run.outcome, run.reason?.code]),
      [
        [waits.id, 'cancelled', 'deleted'],
        [retries.id, 'cancelled', 'deleted'],
      ],
    );
    assert.equal((await stores[1]!.runs.get(runs.id))?.status, 'running');
    assert.equal(await stores[1]!.runs.claim(waits.id, taking('one'), false), null);
    assert.equal(await stores[1]!.schedules.get(schedule.id), null);
    const ever = await stores[1]!.schedules.getEver(schedule.id);
    assert.ok(ever !== null && ever !== 'purged' && ever.state === 'ended' && ever.due === null);
    assert.equal(await stores[0]!.runs.fire(schedule, firing()), null, 'its due time is gone with it');
  });

  test('a pause that is over is ended twice, or taken back after it was made longer', async (t) => {
    const stores = await openRacers(open, t, 2);
    const over = await addSchedule(stores[0]!);
    const longer = await addSchedule(stores[0]!);
    for (const { id } of [over, longer])
      await stores[0]!.schedules.change(id, { state: 'paused', pausedUntil: due, reason }, due - minute);
    await stores[0]!.schedules.change(longer.id, { pausedUntil: due + 60 * minute }, due - minute);
    const resumed = await Promise.all(stores.map((store) => store.schedules.resumeOver(due)));
    assert.deepEqual(resumed.flat(), [over.id]);
    const present = await stores[1]!.schedules.get(over.id);
    assert.deepEqual([present?.state, present?.pausedUntil, present?.reason], ['active', null, null]);
    assert.equal((await stores[1]!.schedules.get(longer.id))?.state, 'paused');
  });

  test('what is due, what comes next and who uses a process or calendar is told wrongly', async (t) => {
    const [store] = await open(t, 1);
    const first = await addSchedule(store!, { due: due - 1000, cursor: due - 1000 });
    const calendars = [{ calendar: 'holidays', use: 'skip' }];
    const other = await addSchedule(store!, {
      name: 'Other',
      process: 'Other',
      due: due + minute,
      cursor: due + minute,
    });
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
    assert.deepEqual(ids(await store!.schedules.due(due, 10)), [first.id]);
    assert.equal(await store!.schedules.earliest(), due - 1000);
    assert.equal((await store!.schedules.next())?.id, first.id);
    assert.deepEqual(ids(await store!.schedules.dueAfter(due, 0, 10)), [other.id]);
    assert.deepEqual(ids(await store!.schedules.dueBefore(due, 0, 10)), [first.id]);
    assert.deepEqual(ids(await store!.schedules.planned(first.seq, 10)), [other.id]);
    assert.deepEqual(ids(await store!.schedules.plannedUntil(due + minute, { due: due - 1000, seq: first.seq }, 10)), [
      other.id,
    ]);
    assert.deepEqual(await store!.schedules.usersOf('Other'), ['Other']);
    assert.equal(await store!.schedules.countOf('Other'), 1);
    assert.deepEqual(ids(await store!.schedules.listed()), [first.id, other.id]);
    await store!.schedules.change(other.id, { options: { ...other.options, calendars: calendars as never } }, due);
    assert.deepEqual(await store!.schedules.usersOfCalendar('holidays'), ['Other']);
    assert.deepEqual(ids(await store!.schedules.plannedWith('holidays', 0, 10)), [other.id]);
    const window = { timezone: 'UTC', start: null, end: null };
    const plan: Plan = { kind: 'holiday', nth: -1, calendar: 'holidays', at: ['09:00'], ...window };
    const waiting = await addSchedule(store!, { name: 'Waiting', process: 'Third', plan, due: null, cursor: null });
    assert.deepEqual(await store!.schedules.usersOfCalendar('holidays'), ['Other', 'Waiting']);
    assert.deepEqual(ids(await store!.schedules.plannedWith('holidays', 0, 10)), [other.id, waiting.id]);
    assert.deepEqual(ids(await store!.schedules.planned(first.seq, 10)), [other.id], 'nothing is due yet');
    await store!.schedules.setDue(waiting.seq, null, { due: due + 2 * minute, cursor: due + 2 * minute });
    await store!.schedules.setDue(waiting.seq, null, { due, cursor: due });
    assert.equal(
      (await store!.schedules.get(waiting.id))?.due,
      due + 2 * minute,
      'only the first knew that there was none',
    );
    assert.deepEqual(ids(await store!.schedules.planned(first.seq, 10)), [other.id, waiting.id]);
    assert.deepEqual(ids(await store!.schedules.dueAfter(due, 0, 10)), [other.id, waiting.id]);
    assert.deepEqual(ids(await store!.schedules.dueBefore(due + 3 * minute, first.seq, 10)), [other.id, waiting.id]);
    assert.equal(await store!.schedules.lastDue(first.seq), null);
    await store!.runs.fire(first, firing({ runs: [newRun({ trigger: 'schedule', dueAt: due - 1000 })] }));
    assert.equal(await store!.schedules.lastDue(first.seq), due - 1000);
    await store!.schedules.end(first.seq, reason, due);
    assert.equal((await store!.schedules.get(first.id))?.state, 'ended');
  });

  test('waits go forward with a clock that is set forward further than they once went back', async (t) => {
    const [store] = await open(t, 1);
    const id = await addQueued(store!, { trigger: 'schedule', expiresAt: due + 60 * minute });
    const running = await addQueued(store!);
    await store!.runs.claim(running, taking('one'), false);
    assert.equal((await store!.clock.shift(20 * minute)).waitsBy, 0, 'never back before');
    const back = await store!.clock.shift(-10 * minute);
    assert.equal(back.waitsBy, -10 * minute);
    assert.deepEqual(
      back.runs.map((run) => [run.id, run.startedAt]),
      [[running, due + 10 * minute]],
    );
    assert.equal((await store!.clock.shift(4 * minute)).waitsBy, 4 * minute);
    assert.equal((await store!.clock.shift(9 * minute)).waitsBy, 6 * minute);
    assert.equal((await store!.clock.shift(minute)).waitsBy, 0);
    assert.deepEqual(await store!.runs.expire(due + 60 * minute), []);
    assert.equal((await store!.runs.expire(due + 60 * minute + 1))[0]?.id, id);
  });

  test('a plan that ended too early, by a clock that was ahead, stays ended', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!);
    const missed = { outcome: 'missed', reason: { code: 'clock-jumped', params: {} } } as const;
    const finished = { code: 'finished', params: {} } as const;
    await store!.runs.fire(
      schedule,
      firing({
        next: { due: null, cursor: null, state: 'ended', reason: finished },
        runs: [newRun({ trigger: 'schedule', ended: missed })],
      }),
    );
    assert.deepEqual(
      (await store!.clock.endedTooEarly(due - minute)).map(({ id }) => id),
      [schedule.id],
    );
    await store!.clock.revive(schedule.seq, { due, cursor: due });
    const present = await store!.schedules.get(schedule.id);
    assert.deepEqual([present?.state, present?.due], ['active', due]);
  });

  test('the computer is woken for a schedule that does not ask for it, or whose pause is not over', async (t) => {
    const [store] = await open(t, 1);
    const wakes = { options: { wakeComputer: true } };
    const then = { kind: 'process', process: 'Next' };
    const word = { options: { then: [{ after: 'success', then, values: { wakeComputer: true } }] } };
    assert.deepEqual(await store!.schedules.waking(), []);
    for (const facts of [{}, word, { options: { wakeComputer: false } }]) await addSchedule(store!, facts);
    assert.deepEqual(await store!.schedules.waking(), []);
    const first = await addSchedule(store!, wakes);
    await addSchedule(store!, { ...wakes, due: due + minute, cursor: due + minute });
    await addSchedule(store!, { ...wakes, worker: 'other' });
    await addSchedule(store!, { ...wakes, due: null, cursor: null });
    const told = async () =>
      (await store!.schedules.waking())
        .map(({ worker, at, count }) => `${worker} ${(at - due) / minute} ${count}`)
        .sort();
    assert.deepEqual(await told(), ['null 0 2', 'other 0 1']);
    await store!.schedules.change(first.id, { state: 'paused', pausedUntil: due + 5 * minute, reason }, due);
    assert.deepEqual(await told(), ['null 1 2', 'other 0 1']);
    await store!.schedules.change(first.id, { pausedUntil: null }, due);
    assert.deepEqual(await told(), ['null 1 1', 'other 0 1']);
    await store!.schedules.delete(first.id, reason, due);
    assert.deepEqual(await told(), ['null 1 1', 'other 0 1']);
  });
}
