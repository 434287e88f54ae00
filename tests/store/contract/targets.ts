import assert from 'node:assert/strict';
import test from 'node:test';
import { anybody } from '../../../server/store/stored-run.ts';
import { report } from './workers.ts';
import { addQueued, addSchedule, due, firing, newRun, newSchedule, openRacers, succeeded } from './stores.ts';
import { rounds, taking, type OpenStores, type Verbs } from './stores.ts';

const headsOf = async (store: Verbs, targets: readonly string[], limit = 10): Promise<string[]> =>
  (await store.queue.heads('Robot', limit, [], targets)).map(({ id }) => id);

/** Runs that are for one worker or group, and groups with a limit. */
export function targetsContract(open: OpenStores): void {
  test('a run is taken by a worker that it is not for', async (t) => {
    const [store] = await open(t, 1);
    const ids = {
      one: await addQueued(store!, { target: 'one' }),
      group: await addQueued(store!, { target: 'Billing' }),
      any: await addQueued(store!, { target: null }),
    };
    assert.equal((await store!.runs.get(ids.one))?.target, 'one');
    assert.equal((await store!.runs.get(ids.any))?.target, null);
    assert.deepEqual(await headsOf(store!, [anybody, 'two']), [ids.any]);
    assert.deepEqual(await headsOf(store!, [anybody, 'one', 'Billing']), [ids.one, ids.group, ids.any]);
    assert.deepEqual(await headsOf(store!, [anybody, 'one', 'Billing'], 2), [ids.one, ids.group]);
    assert.deepEqual(await headsOf(store!, ['one']), [ids.one]);
    assert.equal(await store!.runs.claim(ids.one, taking('two'), false), null);
    assert.equal(await store!.runs.claim(ids.group, taking('two'), false), null);
    assert.equal((await store!.runs.get(ids.one))?.status, 'queued');
    const inGroup = await store!.runs.claim(ids.group, taking('two', {}, due, ['Billing']), false);
    assert.ok(inGroup !== null && typeof inGroup === 'object');
    assert.deepEqual([inGroup.target, inGroup.worker], ['Billing', 'two']);
    assert.equal(typeof (await store!.runs.claim(ids.one, taking('one'), false)), 'object');
  });

  test('a run that was put back, lost or tried again is for others than before', async (t) => {
    const [store] = await open(t, 1);
    const id = await addQueued(store!, { target: 'one' });
    await store!.runs.claim(id, taking('one'), false);
    assert.equal((await store!.runs.putBack(id, 1))?.target, 'one');
    assert.deepEqual(await headsOf(store!, [anybody, 'two']), []);
  });

  test('rank counts for less than whom a run is for', async (t) => {
    const [store] = await open(t, 1);
    const [late, early] = [
      await addQueued(store!, { target: 'one', rank: 0 }),
      await addQueued(store!, { target: null, rank: -5 }),
    ];
    assert.deepEqual(await headsOf(store!, [anybody, 'one']), [early, late]);
    const ahead = async (id: string) => store!.queue.ahead((await store!.runs.get(id))!);
    const other = await addQueued(store!, { target: 'two', rank: 0 });
    assert.deepEqual([await ahead(early), await ahead(late), await ahead(other)], [0, 1, 1]);
  });

  test('more runs of a group begin than it may have, because several look at the same moment', async (t) => {
    const stores = await openRacers(open, t, 3);
    for (const round of rounds) {
      const name = `Group ${round}`;
      const limits = { ofGroup: { name, most: 2 } };
      const ids = await Promise.all(Array.from({ length: 6 }, () => addQueued(stores[0]!, { target: name })));
      const claimed = await Promise.all(
        ids.map((id, at) => stores[at % 3]!.runs.claim(id, taking(`worker-${at % 3}`, limits, due, [name]), false)),
      );
      assert.equal(claimed.filter((one) => one === 'group-full').length, 4);
      const begun = claimed.find((one) => one !== null && typeof one === 'object');
      assert.ok(begun !== undefined && begun !== null && typeof begun === 'object');
      await stores[0]!.runs.endAttempt(begun.id, 1, succeeded());
      const next = ids[claimed.indexOf('group-full')]!;
      assert.equal(typeof (await stores[1]!.runs.claim(next, taking('w', limits, due, [name]), false)), 'object');
    }
  });

  test('a start or a due time begins past the limit of its group, or waits behind a queue that is for others', async (t) => {
    const [store] = await open(t, 1);
    await addQueued(store!, { target: 'away' });
    const begin = taking('one', { ofGroup: { name: 'Billing', most: 1 } }, due, ['Billing']);
    const begun = async (target: string) => {
      const further = { begin, audit: null };
      const saved = await store!.runs.start(newSchedule({ due: null }), newRun({ target }), null, further);
      return 'run' in saved ? saved.run : null;
    };
    const first = await begun('Billing');
    assert.deepEqual([first?.status, first?.target], ['running', 'Billing']);
    assert.deepEqual(await store!.runs.get(first!.id), first);
    assert.equal((await begun('Billing'))?.status, 'queued');
    const fired = await store!.runs.fire(
      await addSchedule(store!),
      firing({ begin, runs: [newRun({ trigger: 'schedule', target: 'Billing' })] }),
    );
    assert.deepEqual([fired?.runs[0]?.status, fired?.runs[0]?.target], ['queued', 'Billing']);
  });

  test('what runs, and what waits for whom, is not counted', async (t) => {
    const [store] = await open(t, 1);
    await store!.workers.beat(report('one'), 'a.1');
    for (const target of ['one', 'one', 'Billing', null]) await addQueued(store!, { target });
    const running = await addQueued(store!, { target: 'Billing' });
    await store!.runs.claim(running, taking('one', {}, due, ['Billing']), false);
    const load = await store!.workers.load();
    assert.deepEqual([...load.waiting].toSorted(), [
      ['Billing', 1],
      ['one', 2],
    ]);
    assert.deepEqual(load.running, [
      { id: running, process: 'Robot', worker: 'one', startedAt: due, target: 'Billing' },
    ]);
  });

  test('a list of what one worker or group has to do holds what others do, or leaves out what waits for it', async (t) => {
    const [store] = await open(t, 1);
    const of = {
      ran: await addQueued(store!),
      elsewhere: await addQueued(store!),
      waits: await addQueued(store!, { target: 'one' }),
      group: await addQueued(store!, { target: 'Billing' }),
      anybody: await addQueued(store!, { worker: 'one' }),
    };
    for (const [id, worker] of [
      [of.ran, 'one'],
      [of.elsewhere, 'two'],
    ] as const) {
      await store!.runs.claim(id, taking(worker), false);
      await store!.runs.endAttempt(id, 1, succeeded());
    }
    const listed = async (worker: string) =>
      (await store!.lists.runs({ result: 'all', limit: 10, worker })).runs.map(({ id }) => id).toSorted();
    assert.deepEqual(await listed('one'), [of.ran, of.waits].toSorted());
    assert.deepEqual(await listed('two'), [of.elsewhere]);
    assert.deepEqual(await listed('Billing'), [of.group]);
    const marks = await store!.statistics.marksBetween(0, due + 3_600_000, 10);
    assert.deepEqual(marks.map(({ worker, target }) => [worker, target]).toSorted(), [
      ['one', null],
      ['two', null],
    ]);
    const named = await addSchedule(store!, { worker: 'one' });
    await addSchedule(store!);
    const { rows } = await store!.lists.scheduleRows({ filter: 'all', q: '', limit: 10, worker: 'one' });
    assert.deepEqual(
      rows.map(({ id }) => id),
      [named.id],
    );
  });

  test('a schedule that names a worker or a group is not found by it', async (t) => {
    const [store] = await open(t, 1);
    await addSchedule(store!, { name: 'For one', worker: 'one' });
    await addSchedule(store!, { name: 'For all' });
    assert.deepEqual(await store!.schedules.usersOfWorker('one'), ['For one']);
    assert.deepEqual(await store!.schedules.usersOfWorker('Billing'), []);
    assert.deepEqual(await Promise.all(['one', 'Billing'].map((one) => store!.schedules.countForWorker(one))), [1, 0]);
  });

  test('what is for a group does not follow when it gets another name, or what is over does', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!, { name: 'For Billing', worker: 'Billing' });
    const other = await addSchedule(store!, { name: 'For one', worker: 'one' });
    const waiting = await addQueued(store!, { target: 'Billing' });
    const over = await addQueued(store!, { target: 'Billing' });
    await store!.runs.endWaiting(over, 'cancelled', { code: 'cancelled-by', params: { who: 'Ada', at: due } }, due);
    await store!.schedules.retarget('Billing', 'Finance', due);
    const named = await Promise.all([schedule, other].map(({ id }) => store!.schedules.get(id)));
    assert.deepEqual(
      named.map((one) => [one?.worker, one?.version]),
      [
        ['Finance', schedule.version + 1],
        ['one', other.version],
      ],
    );
    const targetOf = async (id: string) => (await store!.runs.get(id))?.target;
    assert.deepEqual([await targetOf(waiting), await targetOf(over)], ['Finance', 'Billing']);
  });
}
