import assert from 'node:assert/strict';
import test from 'node:test';
import type { Reason } from '../../../contract/reasons.ts';
import type { LooksDue } from '../../../server/store/look-store.ts';
import {
  addQueued,
  addSchedule,
  due,
  firing,
  minute,
  newRun,
  openRacers,
  taking,
  type OpenStores,
  type Verbs,
} from './stores.ts';

const mine = ['', 'one'];
const hour = 60 * minute;
const looks = { at: due, until: due + hour };
const asked = (change: Partial<LooksDue> = {}): LooksDue => ({
  ...{ now: due, targets: mine, overBefore: due - minute, limit: 100, takenUntil: due + minute },
  ...change,
});
const reason: Reason = { code: 'waits-for', params: { what: 'a file' } };
const heads = async (store: Verbs) => (await store.queue.heads('Robot', 9, [], mine)).map(({ id }) => id);
const taken = async (store: Verbs, change: Partial<LooksDue> = {}) =>
  (await store.looks.take(asked(change))).map(({ id }) => id);

/** Runs that wait until their conditions hold. */
export function looksContract(open: OpenStores): void {
  test('a run whose conditions do not hold is taken from the queue, or stands in the way of others', async (t) => {
    const [store] = await open(t, 1);
    const waiting = await addQueued(store!, { trigger: 'call', looks });
    const other = await addQueued(store!, { looks: { at: due + 5 * minute, until: due + hour } });
    assert.deepEqual(await store!.queue.processes(), []);
    assert.equal(await store!.runs.claim(waiting, taking('one'), false), null);
    assert.deepEqual(await store!.queue.counts(), { queued: 2, running: 0 });
    assert.deepEqual(await store!.runs.requeueDue(due + 9 * hour), []);
    assert.equal(await store!.looks.earliest(mine), due);
    assert.deepEqual(await taken(store!), [waiting]);
    const [later] = await store!.looks.note([{ id: waiting, next: { lookAt: due + 10 * minute, reason } }]);
    assert.deepEqual([later?.status, later?.reason, later?.looks?.at], ['retrying', reason, due + 10 * minute]);
    assert.equal(await store!.looks.earliest(mine), due + 5 * minute);
    const [met] = await store!.looks.note([{ id: other, next: { metAt: due + minute, target: 'one' } }]);
    assert.deepEqual([met?.status, met?.reason, met?.target], ['queued', null, 'one']);
    assert.deepEqual(met?.looks, { at: null, until: due + minute });
    assert.deepEqual(await heads(store!), [other]);
    const begun = await store!.runs.claim(other, taking('one'), false);
    assert.ok(begun !== null && typeof begun !== 'string');
    assert.deepEqual(await store!.looks.note([{ id: other, next: { lookAt: due, reason } }]), []);
  });

  test('a run that was cancelled while it was looked at starts, or is looked at for ever', async (t) => {
    const [store] = await open(t, 1);
    const id = await addQueued(store!, { looks });
    assert.deepEqual(await taken(store!), [id]);
    const over = await store!.runs.endWaiting(id, 'cancelled', { code: 'cancelled-by', params: { who: 'me' } }, due);
    assert.equal(over?.outcome, 'cancelled');
    assert.deepEqual(await store!.looks.note([{ id, next: { metAt: due, target: null } }]), []);
    assert.equal(await store!.looks.earliest(mine), null);
    assert.deepEqual(await taken(store!, { now: due + 9 * hour }), []);
  });

  test('two computers look after one run, or one looks after a run that is not for it', async (t) => {
    const [first, second] = await openRacers(open, t, 2);
    const ids = await Promise.all([1, 2, 3, 4].map(() => addQueued(first!, { looks })));
    const theirs = await addQueued(first!, { looks, target: 'two' });
    const both = (await Promise.all([taken(first!), taken(second!)])).flat();
    assert.deepEqual([...new Set(both)].toSorted(), ids.toSorted());
    if (first!.news !== null) assert.equal(both.length, ids.length);
    assert.equal(await second!.looks.earliest(['two']), due);
    // Nobody of theirs has looked for long after its time: somebody ends it.
    assert.ok((await taken(second!, { now: due + 9 * hour, overBefore: due + 2 * hour })).includes(theirs));
  });

  test('a clock that is set back makes a run wait for hours more', async (t) => {
    const [store] = await open(t, 1);
    const id = await addQueued(store!, { looks });
    await store!.clock.shift(-5 * hour);
    assert.deepEqual((await store!.runs.get(id))?.looks, { at: due - 5 * hour, until: due - 4 * hour });
    await store!.clock.shift(hour);
    assert.deepEqual((await store!.runs.get(id))?.looks, { at: due - 4 * hour, until: due - 3 * hour });
  });

  test('a time that was called missed by a clock that was ahead does not wait for its conditions when it comes', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!);
    const missed = newRun({
      trigger: 'schedule',
      ended: { outcome: 'missed', reason: { code: 'was-off', params: { at: due } } },
    });
    const next = { due, cursor: due, state: 'active' as const, reason: null };
    await store!.runs.fire(schedule, firing({ runs: [missed], next }));
    const again = await store!.runs.fire(schedule, firing({ runs: [newRun({ trigger: 'schedule', looks })] }));
    assert.deepEqual(
      again?.runs.map(({ id, status, looks: at }) => [id, status, at]),
      [[missed.id, 'retrying', looks]],
    );
  });

  test('with "skip" a second run comes while the first one waits for its conditions', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!, { options: { overlap: 'skip' } });
    await store!.runs.insert(schedule.seq, newRun({ looks }));
    const fired = await store!.runs.fire(schedule, firing());
    assert.deepEqual(
      fired?.runs.map(({ outcome }) => outcome),
      ['skipped'],
    );
  });
}
