import assert from 'node:assert/strict';
import test from 'node:test';
import { scheduleOptions } from '../../contract/schedule.ts';
import { createSystemClock } from '../../server/clock.ts';
import { silentLog } from '../../server/log.ts';
import type { RunningRun } from '../../server/queue/pick-next-run.ts';
import { createWorkerBeat } from '../../server/engine/runs/worker-beat.ts';
import type { EngineContext } from '../../server/engine/shared/engine-context.ts';
import { readAddress } from '../../server/store/postgres/address.ts';
import { openStore } from '../../server/store/postgres/open-store.ts';
import type { StoredRun } from '../../server/store/stored-run.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { createHandClock } from '../support/hand-clock.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { until } from '../support/until.ts';
import { report } from '../store/contract/workers.ts';
import { addSchedule, due, newRun, succeeded, taking } from '../store/contract/stores.ts';

const skip = skipUnlessPostgres;
const server = skip === false ? await startPostgres() : null;

/** A worker without children of its own: what it would do to them is written down. Its clock stands still. */
async function aWorker(t: test.TestContext, id: string, url: string, computer?: string) {
  const store = await openStore(readAddress(url), silentLog, createSystemClock());
  cleanUpLater(t, () => store.close());
  const running = new Map<string, RunningRun>();
  const stopped: string[] = [];
  const settled: string[] = [];
  const note = (run: StoredRun) => void settled.push(`${run.status} ${run.outcome ?? run.reason?.code ?? ''}`);
  const core = {
    ...{ store, clock: createHandClock(due), log: silentLog, newId: () => crypto.randomUUID(), workerId: () => id },
    ...{ announcements: { run: note }, processOf: () => null },
    reach: { failed: () => {}, answered: () => {}, noteNewer: () => {} },
  } as unknown as EngineContext;
  const beat = createWorkerBeat({
    core,
    launcher: { stop: (run, why, force) => void stopped.push(`${run} ${why} ${force}`) },
    running: () => running,
    cancels: { stopHere: (run, force) => void stopped.push(`${run.id} cancelled${force ? ' by force' : ''}`) },
    report: () => report(id),
    computer: computer ?? id,
    ended: () => {},
    lookAround: () => Promise.resolve(),
  });
  const begin = async (retryCount: number): Promise<StoredRun> => {
    const schedule = await addSchedule(store, {
      due: null,
      options: scheduleOptions.parse({ retryCount, overlap: 'allow' }),
    });
    const { id: run } = newRun();
    await store.runs.insert(schedule.seq, newRun({ id: run, maxAttempts: 1 + retryCount }));
    const claimed = await store.runs.claim(run, taking(id), false);
    assert.ok(claimed !== null && typeof claimed === 'object');
    running.set(run, { id: run, attempt: 1 } as RunningRun);
    return claimed;
  };
  /** So many ms go by for it at the database, with or without a beat now and then. */
  const age = (seenMs: number, sinceMs: number) =>
    server!.sql(
      `UPDATE rota.worker SET seen_at = rota.now_ms() - ${seenMs}, since = rota.now_ms() - ${sinceMs} WHERE id = '${id}'`,
      url,
    );
  return { id, store, beat, begin, age, stopped, settled, running, core };
}

test('a worker dies, and what it ran is neither tried again elsewhere nor called interrupted', { skip }, async (t) => {
  const url = await server!.newDatabase();
  const [dead, other] = [await aWorker(t, 'dead', url), await aWorker(t, 'other', url)];
  for (const one of [dead, other]) await one.beat.start(() => Promise.resolve());
  const [once, again, cancelled] = [await dead.begin(0), await dead.begin(2), await dead.begin(2)];
  await dead.store.runs.setCancelling(cancelled.id, { code: 'cancelled-by', params: { who: 'Ada', at: due } });
  await other.age(0, 9_000);
  await dead.age(9_000, 20_000);
  (other.core.clock as ReturnType<typeof createHandClock>).move(2_000);
  await until('the lost runs are settled', () => other.settled.length === 3);
  const outcome = async (run: StoredRun) => {
    const present = await other.store.runs.get(run.id);
    return [present?.status, present?.outcome, present?.reason?.code];
  };
  assert.deepEqual(await outcome(once), ['ended', 'interrupted', 'rota-died']);
  assert.deepEqual((await outcome(again)).slice(0, 2), ['retrying', null]);
  assert.deepEqual((await outcome(cancelled)).slice(0, 2), ['ended', 'cancelled']);

  // It was only cut off. Its children go, its late answers change nothing, and the next attempt is somebody else's.
  assert.equal(await dead.store.runs.endAttempt(again.id, 1, succeeded()), null);
  assert.equal(await dead.store.runs.endAttempt(once.id, 1, succeeded()), null);
  await other.store.runs.requeueDue(due + 3_600_000);
  await other.store.runs.claim(again.id, taking('other'), false);
  (dead.core.clock as ReturnType<typeof createHandClock>).move(2_000);
  await until('its children are stopped', () => dead.stopped.length === 3);
  assert.deepEqual(dead.stopped.toSorted(), [once, again, cancelled].map(({ id }) => `${id} replaced true`).toSorted());
  assert.deepEqual(await outcome(again), ['running', null, undefined]);
});

test(
  'a run that is cancelled on another computer goes on here, or one that just began is ended',
  { skip },
  async (t) => {
    const url = await server!.newDatabase();
    const one = await aWorker(t, 'one', url);
    const run = await one.begin(0);
    await one.beat.start(() => Promise.resolve());
    assert.deepEqual(one.stopped, [], 'what it runs is its own');
    await one.store.runs.setCancelling(run.id, { code: 'cancelled-by', params: { who: 'Ada', at: due } });
    (one.core.clock as ReturnType<typeof createHandClock>).move(2_000);
    await until('it is asked to stop', () => one.stopped.length > 0);
    assert.deepEqual(one.stopped, [`${run.id} cancelled`]);
  },
);

test('a copy of a computer takes the runs of the first one, or settles them as its own', { skip }, async (t) => {
  const url = await server!.newDatabase();
  const [first, copy] = [await aWorker(t, 'one', url, 'computer a'), await aWorker(t, 'one', url, 'computer b')];
  const recovered: string[] = [];
  for (const one of [first, copy])
    await one.beat.start(() => Promise.resolve(recovered.push(one === first ? 'first' : 'copy')));
  assert.deepEqual([first.beat.isTwin(), copy.beat.isTwin(), recovered], [false, true, ['first']]);
  (first.core.clock as ReturnType<typeof createHandClock>).move(2_000);
  await first.beat.stop();
  assert.equal(first.beat.isTwin(), false);
  assert.equal((await first.store.workers.all())[0]?.state, 'stopped');
  // The first one has gone: whoever is left has the ID.
  (copy.core.clock as ReturnType<typeof createHandClock>).move(2_000);
  await until('the copy has it for itself', () => !copy.beat.isTwin() && recovered.length === 2);
  assert.deepEqual(recovered, ['first', 'copy']);
});

test('a computer that is killed and starts again takes itself for a copy', { skip }, async (t) => {
  const url = await server!.newDatabase();
  const [killed, again] = [await aWorker(t, 'one', url, 'computer a'), await aWorker(t, 'one', url, 'computer a')];
  await killed.beat.start(() => Promise.resolve());
  await again.beat.start(() => Promise.resolve());
  assert.equal(again.beat.isTwin(), false);
});
