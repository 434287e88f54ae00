import assert from 'node:assert/strict';
import test from 'node:test';
import { anybody } from '../../../server/store/stored-run.ts';
import { addQueued, addSchedule, due, firing, newRun, newSchedule, openRacers } from './stores.ts';
import { rounds, taking, type OpenStores } from './stores.ts';

/** Who may start what, decided where it is stored, however many ask at once. */
export function limitsContract(open: OpenStores): void {
  test('a queued run that several take at once begins more than once', async (t) => {
    const stores = await openRacers(open, t, 3);
    const id = await addQueued(stores[0]!);
    const claimed = await Promise.all(stores.map((store, at) => store.runs.claim(id, taking(`worker-${at}`), false)));
    const [run, ...others] = claimed.filter((one) => one !== null);
    assert.ok(run !== undefined && typeof run === 'object' && others.length === 0, JSON.stringify(claimed));
    assert.deepEqual(await stores[1]!.runs.get(id), run, 'what is told is what is stored');
    assert.equal(run.worker, `worker-${claimed.indexOf(run)}`);
    assert.deepEqual([run.status, run.attempt, run.startedAt], ['running', 1, due]);
    assert.equal((await stores[2]!.runs.attempts(run.seq)).length, 1);
  });

  test('more runs of a process begin than it may have, because several look at the same moment', async (t) => {
    const stores = await openRacers(open, t, 3);
    const limits = { ofProcess: 2 };
    for (const round of rounds) {
      const process = `Robot ${round}`;
      const ids = await Promise.all(Array.from({ length: 6 }, () => addQueued(stores[0]!, { process })));
      const claimed = await Promise.all(
        ids.map((id, at) => stores[at % 3]!.runs.claim(id, taking(`worker-${at % 3}`, limits), false)),
      );
      assert.equal(claimed.filter((one) => one === 'full').length, 4);
      assert.equal(await stores[0]!.queue.countOf([process]), 4);
    }
    const other = await addQueued(stores[0]!, { process: 'Other' });
    assert.ok(typeof (await stores[1]!.runs.claim(other, taking('worker-1', limits), false)) === 'object');
  });

  test('two runs of one schedule begin beside each other, though it does not allow two', async (t) => {
    const stores = await openRacers(open, t, 2);
    for (const _ of rounds) {
      const schedule = await addSchedule(stores[0]!, { due: null });
      const runs = [newRun(), newRun()];
      for (const run of runs) await stores[0]!.runs.insert(schedule.seq, run);
      const claimed = await Promise.all(runs.map(({ id }, at) => stores[at]!.runs.claim(id, taking('w'), false)));
      assert.equal(claimed.filter((one) => one === 'busy').length, 1);
    }
    const ofBoth = await addSchedule(stores[0]!, { due: null, options: { overlap: 'allow' } });
    const both = [newRun(), newRun()];
    for (const run of both) await stores[0]!.runs.insert(ofBoth.seq, run);
    for (const { id } of both) assert.equal(typeof (await stores[1]!.runs.claim(id, taking('w'), false)), 'object');
  });

  test('a run that is being cancelled frees its place before it has ended', async (t) => {
    const [store] = await open(t, 1);
    const [first, second] = [await addQueued(store!), await addQueued(store!)];
    await store!.runs.claim(first, taking('one', { ofProcess: 1 }), false);
    await store!.runs.setCancelling(first, { code: 'replaced', params: {} });
    assert.equal(await store!.runs.claim(second, taking('one', { ofProcess: 1 }), false), 'full');
  });

  test('two robots share the desktop of a computer, or those of two computers wait for each other', async (t) => {
    const [store] = await open(t, 1);
    const ids = [await addQueued(store!, { process: 'Screen' }), await addQueued(store!, { process: 'Mouse' })];
    const limits = { withoutAnyOf: ['Screen', 'Mouse'] };
    assert.equal(typeof (await store!.runs.claim(ids[0]!, taking('one', limits), false)), 'object');
    assert.equal(await store!.runs.claim(ids[1]!, taking('one', limits), false), 'full');
    assert.equal(typeof (await store!.runs.claim(ids[1]!, taking('two', limits), false)), 'object');
  });

  test('a start begins at once past the limit of its process, or past what waits', async (t) => {
    const [store] = await open(t, 1);
    const begun = async (process: string, ofProcess: number | null) => {
      const begin = taking('one', { ofProcess });
      const saved = await store!.runs.start(newSchedule({ due: null }), newRun({ process }), null, {
        begin,
        audit: null,
      });
      return 'run' in saved ? saved.run : null;
    };
    const first = await begun('Robot', 1);
    assert.equal(first?.status, 'running');
    assert.deepEqual(await store!.runs.get(first.id), first);
    assert.equal((await begun('Robot', 1))?.status, 'queued');
    assert.equal((await begun('Other', null))?.status, 'queued', 'one waits already');
  });

  test('a due time begins past the limit of its process, or beside an active run of its schedule', async (t) => {
    const [store] = await open(t, 1);
    const begin = taking('one', { ofProcess: 1 });
    const one = await addSchedule(store!);
    const fired = await store!.runs.fire(one, firing({ begin }));
    assert.equal(fired?.runs[0]?.status, 'running');
    assert.deepEqual(await store!.runs.get(fired.runs[0].id), fired.runs[0]);
    const other = await addSchedule(store!);
    assert.equal((await store!.runs.fire(other, firing({ begin })))?.runs[0]?.status, 'queued');
  });

  test('the queue forgets who comes first: rank, then sequence', async (t) => {
    const [store] = await open(t, 1);
    const ids: string[] = [];
    for (const rank of [0, 0, -5]) ids.push(await addQueued(store!, { rank }));
    const heads = await store!.queue.heads('Robot', 2, [], [anybody]);
    assert.deepEqual(
      heads.map(({ id }) => id),
      [ids[2], ids[0]],
    );
    assert.equal(await store!.queue.ahead((await store!.runs.get(ids[1]!))!), 2);
    assert.deepEqual(await store!.queue.heads('Robot', 2, [heads[0]!.scheduleSeq, heads[1]!.scheduleSeq], [anybody]), [
      await store!.runs.get(ids[1]!),
    ]);
    await addQueued(store!, { process: 'Another' });
    assert.deepEqual(await store!.queue.processes(), ['Another', 'Robot']);
    assert.equal(await store!.queue.countOf(['Another', 'Robot']), 4);
    assert.deepEqual(await store!.queue.counts(), { queued: 4, running: 0 });
  });
}
