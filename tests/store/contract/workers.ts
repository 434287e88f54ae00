import assert from 'node:assert/strict';
import test from 'node:test';
import type { News } from '../../../server/store/news.ts';
import type { WorkerReport } from '../../../server/store/worker-store.ts';
import { until } from '../../support/until.ts';
import { addQueued, due, lost, openRacers, succeeded, taking, type OpenStores, type Verbs } from './stores.ts';

export const report = (id: string): WorkerReport => ({
  ...{ id, name: `Computer ${id}`, aliases: ['old name'], version: '1.0.0' },
  ...{ address: null, state: 'available' },
  facts: {
    ...{ platform: 'linux', runsAtOnce: 4, desktop: 'locked', hasRoom: true },
    ...{ cannotRun: ['SAP'], clockDifferenceMs: -12 },
  },
});

/** Who is there, and whose a run is. `age` lets so many ms pass for a worker, by the database's clock. */
export function workersContract(
  open: OpenStores,
  age: ((id: string, seenMs: number, sinceMs: number) => Promise<void>) | null,
): void {
  test('a worker that reports is unknown to the others', async (t) => {
    const [store] = await open(t, 1);
    assert.deepEqual(await store!.workers.all(), []);
    const before = await store!.workers.time();
    assert.equal((await store!.workers.beat(report('one'), 'boot 1')).isOurs, true);
    assert.equal((await store!.workers.beat({ ...report('one'), state: 'paused' }, 'boot 1')).isOurs, true);
    const [seen, ...others] = await store!.workers.all();
    assert.deepEqual(others, []);
    assert.ok(seen!.lastSeen >= before && seen!.lastSeen <= (await store!.workers.time()));
    assert.deepEqual(seen, {
      ...report('one'),
      state: 'paused',
      lastSeen: seen!.lastSeen,
      isLost: false,
      isOutdated: false,
    });
  });

  if (age === null) {
    test('where there is only one computer it listens to others', async (t) => {
      const [store] = await open(t, 1);
      assert.equal(store!.news, null);
    });
    return;
  }

  test('what a computer changes is not told to the others, or is told to itself', async (t) => {
    const [one, two] = await openRacers(open, t, 2);
    const heard: string[] = [];
    const own: string[] = [];
    const note = (list: string[]) => (news: News) =>
      void list.push([news.kind, 'id' in news ? news.id : '', 'status' in news ? news.status : ''].join(' ').trim());
    const stops = [two!.news!.hear(note(heard)), one!.news!.hear(note(own))];
    await until('both listen', () => heard.length > 0 && own.length > 0);
    assert.deepEqual([heard, own], [['everything'], ['everything']]);
    const id = await addQueued(one!);
    const cancel = { code: 'cancelled-by', params: { who: 'Ada', at: due } } as const;
    await one!.runs.claim(id, taking('one'), false);
    await one!.runs.setCancelling(id, cancel);
    await one!.runs.setCancelling(id, cancel);
    await one!.runs.setCancelling(id, cancel, true);
    assert.equal((await two!.runs.unsettled('one'))[0]?.isForced, true);
    await one!.runs.endAttempt(id, 1, lost());
    await one!.records.setFact('paused-all', 'yes');
    await one!.records.setFact('paused-all', null);
    await one!.records.putNotice({ id: 'n', kind: 'missed', at: due, params: {}, runIds: [] });
    await one!.records.removeNotice('n');
    const facts = report('w').facts;
    await one!.workers.beat(report('w'), 'b.1');
    // That it is there still, and how its clock goes, is nothing new.
    await one!.workers.beat({ ...report('w'), facts: { ...facts, clockDifferenceMs: 3 } }, 'b.1');
    await one!.workers.beat({ ...report('w'), facts: { ...facts, cannotRun: [] } }, 'b.1');
    await one!.workers.beat({ ...report('w'), state: 'stopped', facts: { ...facts, cannotRun: [] } }, 'b.1');
    await one!.workers.remove('w');
    const told = ['queued', 'running', 'cancelling', 'cancelling', 'ended'].map((status) => `run ${id} ${status}`);
    const workers = Array.from({ length: 4 }, () => 'worker w');
    const wanted = [...told, 'fact paused-all', 'fact paused-all', 'notice n', 'notice n', ...workers];
    await until('everything is told', () => heard.length > wanted.length + 1);
    assert.match(heard[1]!, /^schedule /);
    assert.deepEqual(heard.slice(2), wanted);
    assert.deepEqual(own, ['everything']);
    for (const stop of stops) stop();
  });

  test('two computers with one id, from one disk image, both go on without a word', async (t) => {
    const [one, copy] = await openRacers(open, t, 2);
    const beats = async (store: Verbs, boot: string, state: WorkerReport['state'] = 'available') =>
      (await store.workers.beat({ ...report('one'), state }, boot)).isOurs;
    assert.equal(await beats(one!, 'a.1'), true);
    assert.equal(await beats(copy!, 'b.1'), false, 'the one that was first keeps it');
    assert.equal(await beats(one!, 'a.1'), true);
    assert.equal(await beats(one!, 'a.2'), true, 'as after a restart of the same computer');
    assert.equal(await beats(one!, 'a.2', 'stopped'), true);
    assert.equal(await beats(copy!, 'b.1'), true, 'the first one has stopped');
    assert.equal(await beats(one!, 'a.3'), false);
    await age('one', 9_000, 20_000);
    assert.equal(await beats(one!, 'a.3'), true, 'the copy was not seen for long');
  });

  test('the runs of a worker that is there are taken for lost, or those of one that died are not found', async (t) => {
    const stores = await openRacers(open, t, 3);
    const [one, two, three] = stores;
    for (const [at, id] of ['one', 'two', 'three'].entries()) await stores[at]!.workers.beat(report(id), `boot ${id}`);
    const ids = [];
    for (const worker of ['one', 'two', 'three']) {
      const id = await addQueued(one!);
      await one!.runs.claim(id, taking(worker), false);
      ids.push(id);
    }
    const lostTo = async (asker: string) => (await one!.workers.lostRuns(asker)).map((run) => run.id);
    await age('one', 0, 9_000);
    await age('two', 1_000, 9_000);
    await age('three', 1_000, 9_000);
    assert.deepEqual(await lostTo('one'), []);
    await age('three', 9_000, 9_000);
    assert.deepEqual(await lostTo('one'), [ids[2]]);
    assert.deepEqual(await lostTo('three'), [], 'who was away itself says nothing of others');
    assert.deepEqual(
      (await two!.workers.all()).map((worker) => [worker.id, worker.isLost]),
      [
        ['one', false],
        ['three', true],
        ['two', false],
      ],
    );
    // Both find it, and one of them decides.
    const [run] = await two!.workers.lostRuns('one');
    assert.equal((await two!.runs.endAttempt(run!.id, run!.attempt, lost()))?.status, 'retrying');
    assert.equal(await three!.runs.endAttempt(run!.id, run!.attempt, succeeded()), null, 'its late answer');
    assert.deepEqual(await lostTo('one'), []);
  });

  test('after the database was away the first to come back takes everybody else for lost', async (t) => {
    const [one, two] = await openRacers(open, t, 2);
    await one!.workers.beat(report('one'), 'boot 1');
    await two!.workers.beat(report('two'), 'boot 2');
    const id = await addQueued(one!);
    await one!.runs.claim(id, taking('two'), false);
    for (const worker of ['one', 'two']) await age(worker, 30_000, 90_000);
    await one!.workers.beat(report('one'), 'boot 1');
    assert.deepEqual(await one!.workers.lostRuns('one'), []);
    await age('one', 0, 8_000);
    assert.deepEqual(
      (await one!.workers.lostRuns('one')).map((run) => run.id),
      [id],
    );
  });

  test('a start settles the runs of another worker as its own', async (t) => {
    const [store] = await open(t, 1);
    for (const worker of ['one', 'two']) await store!.runs.claim(await addQueued(store!), taking(worker), false);
    const own = await store!.runs.unsettled('one');
    assert.deepEqual(
      own.map(({ run }) => run.worker),
      ['one'],
    );
  });
}
