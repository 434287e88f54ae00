import assert from 'node:assert/strict';
import test from 'node:test';
import type { FollowUp } from '../../../contract/follow-up.ts';
import type { RunEndTrigger } from '../../../contract/run-end-trigger.ts';
import { followsAfter } from '../../../server/domain/follow-up-rules.ts';
import { heardBy } from '../../../server/domain/run-end-trigger.ts';
import type { FollowPlanner } from '../../../server/store/followers.ts';
import type { StoredRun } from '../../../server/store/stored-run.ts';
import { addSchedule, due, lost, minute, newId, newRun, newSchedule } from './stores.ts';
import { openRacers, rounds, succeeded, taking, type OpenStores, type Verbs } from './stores.ts';

export const nextOf = (facts: Partial<FollowUp> = {}): FollowUp => ({
  after: 'success',
  then: { kind: 'process', process: 'Report', worker: null },
  delaySeconds: 0,
  values: {},
  alsoAfter: [],
  ...facts,
});

/** Plans as the engine does, without values; `told` are those that it was told of. */
export function planBy(store: Verbs, prefix = ''): { told: StoredRun[] } {
  const told: StoredRun[] = [];
  const planner: FollowPlanner = {
    wanted: (run, list) => list.filter(({ after }) => followsAfter(after, run)),
    heard: (run, owner, listener) =>
      heardBy(listener, { process: run.process, schedule: run.scheduleId, owner }).filter(({ after }) =>
        followsAfter(after, run),
      ),
    dayOf: () => ({ day: 'today', from: due - 60 * minute }),
    make({ run }, { then, after, delaySeconds }, target, also) {
      const follows = { run: run.id, after, also: also.map(({ id }) => id), depth: (run.follows?.depth ?? 0) + 1 };
      const at = run.endedAt!;
      const process = then.kind === 'process' ? then.process : target!.process;
      return {
        schedule:
          target?.seq ??
          newSchedule({
            id: prefix + newId('schedule'),
            plan: { kind: 'now', timezone: 'UTC' },
            process,
            isListed: false,
            due: null,
          }),
        run: newRun({
          id: prefix + newId('run'),
          ...{ trigger: 'follow-up', process, follows, at, dueAt: at + delaySeconds * 1000 },
          ...(delaySeconds > 0 ? { waitsUntil: at + delaySeconds * 1000 } : {}),
        }),
      };
    },
    queued: (runs) => void told.push(...runs),
  };
  store.runs.followBy(planner);
  return { told };
}

async function begun(store: Verbs, then: readonly FollowUp[]): Promise<{ id: string; schedule: string; seq: number }> {
  const schedule = await addSchedule(store, { options: { then }, due: null, cursor: null });
  const run = newRun();
  await store.runs.insert(schedule.seq, run);
  await store.runs.claim(run.id, taking('one'), false);
  return { id: run.id, schedule: schedule.id, seq: schedule.seq };
}

const followersOf = async (store: Verbs, id: string): Promise<StoredRun[]> =>
  (await store.runs.chain(id)).filter(({ follows }) => follows?.run === id);

/** What follows a run, with its end. */
export function followersContract(open: OpenStores): void {
  test('the end of a run is stored without what follows it, or what follows it twice', async (t) => {
    const stores = await openRacers(open, t, 3);
    const plans = stores.map((store) => planBy(store));
    for (const round of rounds) {
      const { id } = await begun(stores[0]!, [nextOf(), nextOf({ after: 'always' }), nextOf({ after: 'failure' })]);
      const ends = await Promise.all(stores.map((store) => store.runs.endAttempt(id, 1, succeeded())));
      assert.equal(ends.filter((one) => one !== null).length, 1);
      const followers = await followersOf(stores[1]!, id);
      assert.deepEqual(
        followers.map(({ follows, status, trigger }) => [follows?.after, status, trigger]),
        [
          ['success', 'queued', 'follow-up'],
          ['always', 'queued', 'follow-up'],
        ],
      );
      const told = plans.flatMap((plan) => plan.told.map((run) => run.id));
      assert.equal(told.length, 2 * (round + 1), 'each is told once');
    }
  });

  test('a schedule that listens to the ends of others is not found, or is started twice', async (t) => {
    const stores = await openRacers(open, t, 3);
    for (const store of stores) planBy(store);
    const { id, schedule } = await begun(stores[0]!, []);
    const listener = (of: RunEndTrigger['of'], enabled = true) =>
      addSchedule(stores[0]!, {
        ...{ due: null, cursor: null },
        options: {
          triggers: [{ id: 'end', enabled, kind: 'run-end', of, after: 'success', delaySeconds: 0, values: {} }],
        },
      });
    const heard = [
      await listener({ kind: 'schedule', schedule }),
      await listener({ kind: 'process', process: newRun().process }),
    ];
    await listener({ kind: 'schedule', schedule }, false);
    await listener({ kind: 'schedule', schedule: 'another' });
    await Promise.all(stores.map((store) => store.runs.endAttempt(id, 1, succeeded())));
    const followers = await followersOf(stores[1]!, id);
    assert.deepEqual(followers.map(({ scheduleId }) => scheduleId).toSorted(), heard.map((one) => one.id).toSorted());
    assert.equal((await stores[2]!.triggers.listeners()).length, 4);
  });

  test('a run that is tried again, or never ran, is followed; one that is cancelled between attempts is not', async (t) => {
    const [store] = await open(t, 1);
    planBy(store!);
    const { id } = await begun(store!, [nextOf({ after: 'always' })]);
    await store!.runs.endAttempt(id, 1, lost());
    assert.deepEqual(await followersOf(store!, id), []);
    await store!.runs.endWaiting(id, 'cancelled', { code: 'deleted', params: {} }, due + 2 * minute);
    assert.equal((await followersOf(store!, id)).length, 1);
    const schedule = await addSchedule(store!, { options: { then: [nextOf({ after: 'always' })] } });
    const waiting = newRun();
    await store!.runs.insert(schedule.seq, waiting);
    await store!.runs.endWaiting(waiting.id, 'cancelled', { code: 'deleted', params: {} }, due);
    assert.deepEqual(await followersOf(store!, waiting.id), [], 'its program was never started');
  });

  test('what follows after a delay is queued at once, counts for overlap, or is not woken for', async (t) => {
    const [store] = await open(t, 1);
    planBy(store!);
    const target = await addSchedule(store!, { due: null, cursor: null });
    const { id } = await begun(store!, [nextOf({ then: { kind: 'schedule', schedule: target.id }, delaySeconds: 60 })]);
    await store!.runs.endAttempt(id, 1, succeeded(due));
    const [waiting] = await store!.runs.activeOf(target.seq);
    assert.deepEqual(
      [waiting?.status, waiting?.attempt, waiting?.retryAt, waiting?.reason?.code],
      ['retrying', 0, due + minute, 'waits-until'],
    );
    assert.equal(await store!.schedules.earliest(), due + minute);
    assert.deepEqual(await store!.runs.requeueDue(due + minute - 1), []);
    assert.equal((await store!.runs.requeueDue(due + minute))[0]?.id, waiting?.id);
    const run = await store!.runs.claim(waiting!.id, taking('one'), false);
    assert.equal(typeof run === 'object' && run?.attempt, 1);
  });

  test('two that are waited for end at one moment on two computers, and what follows both follows neither, or twice', async (t) => {
    const stores = await openRacers(open, t, 2);
    for (const store of stores) planBy(store);
    for (const round of rounds) {
      const other = await begun(stores[0]!, []);
      const own = await begun(stores[1]!, [nextOf({ alsoAfter: [other.schedule] })]);
      const ends = [own.id, other.id];
      if (round % 2 === 1) ends.reverse();
      await Promise.all(ends.map((id, at) => stores[at]!.runs.endAttempt(id, 1, succeeded())));
      const followers = await followersOf(stores[0]!, own.id);
      assert.deepEqual(
        followers.map(({ follows }) => follows?.also),
        [[other.id]],
      );
    }
  });

  test('a chain is given with others, without its beginning, or goes on after it was ended', async (t) => {
    const [store] = await open(t, 1);
    planBy(store!);
    const target = await addSchedule(store!, { due: null, cursor: null, options: { then: [nextOf()] } });
    const first = await begun(store!, [nextOf({ then: { kind: 'schedule', schedule: target.id } })]);
    await begun(store!, []);
    await store!.runs.endAttempt(first.id, 1, succeeded());
    const [second] = await followersOf(store!, first.id);
    assert.deepEqual(
      (await store!.runs.chain(second!.id)).map(({ id }) => id),
      [first.id, second!.id],
    );
    await store!.runs.claim(second!.id, taking('one'), false);
    assert.deepEqual(
      (await store!.runs.endChain(first.id)).map(({ id, endsChain }) => [id, endsChain]),
      [[second!.id, true]],
    );
    await store!.runs.endAttempt(second!.id, 1, succeeded());
    assert.equal((await store!.runs.chain(first.id)).length, 2);
  });

  test('a schedule is not found by its name, or one that is gone is', async (t) => {
    const [store] = await open(t, 1);
    const name = newId('name');
    const one = await addSchedule(store!, { name });
    assert.deepEqual(
      (await store!.schedules.called(name)).map(({ id }) => id),
      [one.id],
    );
    await addSchedule(store!, { name });
    assert.equal((await store!.schedules.called(name)).length, 2);
    await store!.schedules.delete(one.id, { code: 'deleted', params: {} }, due);
    assert.equal((await store!.schedules.called(name)).length, 1);
  });
}
