import assert from 'node:assert/strict';
import test from 'node:test';
import type { StoredRun } from '../../../server/store/stored-run.ts';
import { addQueued, addSchedule, due, firing, lost, minute, newId, newRun, newSchedule } from './stores.ts';
import { openRacers, rounds, succeeded, taking, type OpenStores } from './stores.ts';

const told = (runs: readonly StoredRun[] | undefined) =>
  runs?.map(({ status, outcome, reason }) => `${outcome ?? status} ${reason?.code ?? ''}`.trim());

/** What becomes of due times, starts and attempts. */
export function runsContract(open: OpenStores): void {
  test('a due time that several settle at once gets more than one row', async (t) => {
    const stores = await openRacers(open, t, 4);
    for (const _ of rounds) {
      const schedule = await addSchedule(stores[0]!);
      const fired = await Promise.all(stores.map((store) => store.runs.fire(schedule, firing())));
      assert.equal(fired.filter((one) => one !== null).length, 1);
      assert.equal((await stores[0]!.runs.activeOf(schedule.seq)).length, 1);
      const after = await stores[1]!.schedules.get(schedule.id);
      assert.deepEqual([after?.due, after?.version], [due + 60 * minute, schedule.version]);
    }
  });

  test('around a time, the due times next to it are not found, or those of other schedules and calls are', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!);
    const other = await addSchedule(store!);
    for (const [of, minutes, trigger] of [
      [schedule, 0, 'schedule'],
      [schedule, 60, 'schedule'],
      [schedule, 61, 'operator'],
      [schedule, 120, 'schedule'],
      [other, 59, 'schedule'],
      [other, 60, 'schedule'],
    ] as const)
      await store!.runs.insert(of.seq, newRun({ trigger, dueAt: due + minutes * minute }));
    const around = async (minutes: number) => {
      const from = due + minutes * minute;
      const { before, there, after } = await store!.runs.dueAround(schedule.seq, from, from + minute);
      return [before, ...there, after].map((run) => (run === null ? null : (run.dueAt - due) / minute));
    };
    assert.deepEqual(await around(60), [0, 60, 120]);
    assert.deepEqual(await around(61), [60, 120]);
    assert.deepEqual(await around(-1), [null, 0]);
    assert.deepEqual(await around(120), [60, 120, null]);
  });

  test('of many due times that several settle together, one is lost, or fired twice', async (t) => {
    const stores = await openRacers(open, t, 3);
    const schedules = [];
    for (let at = 0; at < 40; at += 1) schedules.push(await addSchedule(stores[0]!));
    let left = schedules;
    let fired = 0;
    // Who leaves one to another looks again, as the scheduler does.
    while (left.length > 0) {
      const turns = await Promise.all(
        stores.map((store) =>
          Promise.all(left.map((schedule) => store.runs.fire(schedule, firing({ isOneOfMany: true })))),
        ),
      );
      fired += turns.flat().filter((one) => one !== null).length;
      const now = await Promise.all(left.map(({ id }) => stores[0]!.schedules.get(id)));
      left = left.filter((_, at) => now[at]?.due === due);
    }
    assert.equal(fired, schedules.length);
  });

  test('overlap is decided by what was active when somebody looked, not by what is active now', async (t) => {
    const stores = await open(t, 2);
    for (const [overlap, ends] of [
      ['skip', ['skipped overlap']],
      ['queue', ['queued']],
      ['replace', ['queued']],
    ] as const) {
      const schedule = await addSchedule(stores[0]!, { options: { overlap } });
      // Begun by somebody else after the schedule was read.
      const began = newRun();
      await stores[1]!.runs.insert(schedule.seq, began);
      const fired = await stores[0]!.runs.fire(schedule, firing({ begin: taking('one') }));
      assert.deepEqual(told(fired?.runs), ends, overlap);
      assert.deepEqual(
        fired?.active.map(({ id }) => id),
        [began.id],
      );
    }
  });

  test('of many times that are settled together, "replace" leaves more than the last, and "skip" more than the first', async (t) => {
    const [store] = await open(t, 1);
    const runs = () => [0, 1, 2].map((at) => newRun({ trigger: 'schedule', dueAt: due + at }));
    const replace = await addSchedule(store!, { options: { overlap: 'replace' } });
    assert.deepEqual(told((await store!.runs.fire(replace, firing({ runs: runs() })))?.runs), [
      'cancelled replaced',
      'cancelled replaced',
      'queued',
    ]);
    const skip = await addSchedule(store!, { options: { overlap: 'skip' } });
    assert.deepEqual(told((await store!.runs.fire(skip, firing({ runs: runs() })))?.runs), [
      'queued',
      'skipped overlap',
      'skipped overlap',
    ]);
  });

  test('a time that was called missed while the clock was ahead never runs', async (t) => {
    const [store] = await open(t, 1);
    const missed = { outcome: 'missed', reason: { code: 'clock-jumped', params: {} } } as const;
    const ended = newRun({ trigger: 'schedule', ended: missed });
    const schedule = await addSchedule(store!);
    await store!.runs.fire(schedule, firing({ runs: [ended] }));
    assert.equal((await store!.runs.lastEndedOf(schedule.seq, { started: false }))?.id, ended.id);
    await store!.schedules.setDue(schedule.seq, due + 60 * minute, { due, cursor: due });
    const again = (await store!.schedules.get(schedule.id))!;
    const fired = await store!.runs.fire(again, firing({ begin: taking('one') }));
    assert.deepEqual([fired?.runs[0]?.id, fired?.runs[0]?.status], [ended.id, 'queued']);
  });

  test('two calls with one key start two things', async (t) => {
    const stores = await openRacers(open, t, 2);
    const once = { client: 'erp', key: newId('key'), body: 'digest', bodyAsWritten: 'written' };
    const starts = await Promise.all(
      stores.map((store) => store.runs.start(newSchedule({ due: null }), newRun(), once)),
    );
    const replays = starts.filter((one) => 'replay' in one);
    assert.equal(replays.length, 1);
    assert.equal(replays[0]?.sameBody, true);
    assert.equal((await stores[0]!.queue.counts()).queued, 1);
    const earlier = await stores[1]!.runs.earlierStart('erp', once.key, due - 2 * minute);
    assert.deepEqual(earlier, { id: replays[0].replay, body: 'digest' });
    assert.equal(await stores[1]!.runs.earlierStart('erp', once.key, due), null);
  });

  test('a late end of an attempt that was given up changes its run', async (t) => {
    const [store] = await open(t, 1);
    const id = await addQueued(store!);
    await store!.runs.claim(id, taking('one'), false);
    assert.equal((await store!.runs.endAttempt(id, 1, lost()))?.status, 'retrying');
    assert.equal((await store!.runs.endAttempt(id, 1, lost()))?.status, 'retrying', 'written twice, told the same');
    assert.equal(await store!.runs.endAttempt(id, 1, succeeded()), null);
    const [again] = await store!.runs.requeueDue(due + 2 * minute);
    assert.deepEqual([again?.id, again?.status], [id, 'queued']);
    assert.equal(await store!.runs.endAttempt(id, 1, succeeded()), null);
    await store!.runs.claim(id, taking('two'), false);
    assert.equal(await store!.runs.endAttempt(id, 1, succeeded()), null);
    const run = await store!.runs.get(id);
    assert.deepEqual([run?.status, run?.attempt, run?.worker, run?.outputs], ['running', 2, 'two', {}]);
    const end = await store!.runs.endAttempt(id, 2, succeeded());
    assert.deepEqual([end?.outcome, end?.outputs], ['succeeded', { total: 12 }]);
    assert.equal(await store!.runs.endAttempt(id, 2, lost()), null);
    assert.deepEqual(await store!.runs.get(id), end);
    const facts = (await store!.runs.attempts(end!.seq)).map((attempt) => attempt.facts?.exitCode);
    assert.deepEqual(facts, [null, 0]);
  });

  test('what a run used is lost between its end and its page', async (t) => {
    const [store] = await open(t, 1);
    const id = await addQueued(store!);
    await store!.runs.claim(id, taking('one'), false);
    const usage = { cpuSeconds: 1.25, peakMemoryBytes: 5_000_000_000 };
    const end = succeeded();
    const ended = await store!.runs.endAttempt(id, 1, { ...end, facts: { ...end.facts, usage } });
    assert.deepEqual(ended?.usage, usage);
    assert.deepEqual((await store!.runs.get(id))?.usage, usage);
  });

  test('a run that was cancelled while it failed is tried again', async (t) => {
    const [store] = await open(t, 1);
    const id = await addQueued(store!);
    await store!.runs.claim(id, taking('one'), false);
    const reason = { code: 'cancelled-by', params: { who: 'Ada', at: due } } as const;
    assert.equal((await store!.runs.setCancelling(id, reason))?.status, 'cancelling');
    assert.equal(await store!.runs.setCancelling(id, reason), null);
    const end = await store!.runs.endAttempt(id, 1, lost());
    assert.deepEqual([end?.status, end?.outcome, end?.reason], ['ended', 'cancelled', reason]);
  });

  test('a run that is put back leaves a trace of what never started', async (t) => {
    const [store] = await open(t, 1);
    const id = await addQueued(store!);
    const before = await store!.runs.get(id);
    await store!.runs.claim(id, taking('one'), false);
    assert.deepEqual(await store!.runs.putBack(id, 1), before);
    assert.deepEqual(await store!.runs.attempts(before!.seq), []);
    assert.equal(await store!.runs.putBack(id, 1), null);
  });

  test('what has waited too long, or is due for its next attempt, is told by two', async (t) => {
    const stores = await openRacers(open, t, 2);
    const late = await addQueued(
      stores[0]!,
      { trigger: 'schedule', expiresAt: due + 1000 },
      { notLaterThanSeconds: 1 },
    );
    const expired = (await Promise.all(stores.map((store) => store.runs.expire(due + minute)))).flat();
    assert.deepEqual(
      expired.map(({ id, outcome, reason }) => [id, outcome, reason?.params]),
      [[late, 'expired', { seconds: 1 }]],
    );
    const id = await addQueued(stores[0]!);
    await stores[0]!.runs.claim(id, taking('one'), false);
    await stores[0]!.runs.endAttempt(id, 1, lost());
    const requeued = (await Promise.all(stores.map((store) => store.runs.requeueDue(due + 5 * minute)))).flat();
    assert.deepEqual(
      requeued.map((run) => run.id),
      [id],
    );
  });

  test('missed runs that several start at once run twice, or some of them run though one cannot', async (t) => {
    const stores = await openRacers(open, t, 2);
    const schedule = await addSchedule(stores[0]!, { due: null });
    const missed = ['first', 'second'].map((name) => newId(name));
    const notice = { id: newId('notice'), kind: 'missed', at: due, params: {}, runIds: missed } as const;
    await stores[0]!.records.putNotice({ ...notice, runIds: missed });
    const taken = newRun();
    await stores[0]!.runs.insert(schedule.seq, taken);
    const starts = (id?: string) =>
      missed.map((of) => ({ of, schedule: schedule.seq, run: newRun({ rerunOf: of, ...(id ? { id } : {}) }) }));
    await assert.rejects(stores[0]!.runs.startMissed(notice.id, missed, starts(taken.id)));
    assert.deepEqual((await stores[1]!.records.notice(notice.id))?.runIds, missed, 'all are still there');
    assert.equal((await stores[1]!.runs.activeOf(schedule.seq)).length, 1);
    const both = await Promise.all(stores.map((store) => store.runs.startMissed(notice.id, missed, starts())));
    assert.deepEqual(both.map((one) => [one.taken.length, one.started.length]).toSorted(), [
      [0, 0],
      [2, 2],
    ]);
    assert.equal(await stores[0]!.records.notice(notice.id), null);
    assert.equal((await stores[0]!.runs.activeOf(schedule.seq)).length, 3);
  });

  test('what a worker runs is not found again after it died, with the process to end', async (t) => {
    const [store] = await open(t, 1);
    const id = await addQueued(store!);
    const run = await store!.runs.claim(id, taking('one'), false);
    await store!.runs.setChild(id, 1, 4711, 'mark');
    assert.deepEqual(await store!.runs.unsettled('one'), [{ run, pid: 4711, mark: 'mark', isForced: false }]);
    await store!.runs.endAttempt(id, 1, succeeded());
    assert.deepEqual(await store!.runs.unsettled('one'), []);
  });

  test('a run keeps the values it was made with when its schedule gets others', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!, { values: { who: 'Ada' } });
    const own = newRun({ input: { who: 'Eve' } });
    const plain = newRun();
    for (const run of [own, plain]) await store!.runs.insert(schedule.seq, run);
    await store!.schedules.change(schedule.id, { values: { who: 'Grace' } }, due);
    const later = newRun();
    await store!.runs.insert(schedule.seq, later);
    const inputs = [];
    for (const { id } of [own, plain, later]) inputs.push(await store!.runs.inputOf((await store!.runs.get(id))!));
    assert.deepEqual(inputs, [{ who: 'Eve' }, { who: 'Ada' }, null]);
  });
}
