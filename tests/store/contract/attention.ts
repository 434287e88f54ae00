import assert from 'node:assert/strict';
import test from 'node:test';
import type { Outcome } from '../../../contract/run.ts';
import { attentionOf } from '../../../server/domain/attention.ts';
import type { NewRun } from '../../../server/store/stored-run.ts';
import {
  addSchedule,
  due,
  minute,
  newRun,
  newSchedule,
  succeeded,
  taking,
  type OpenStores,
  type Verbs,
} from './stores.ts';

const ended = (outcome: Outcome): Pick<NewRun, 'ended'> => ({
  ended: { outcome, reason: { code: 'done', params: {} } },
});

async function open(store: Verbs) {
  const { runs, successes } = await store.attention.unseen();
  return attentionOf(runs, successes);
}
const idsOf = async (store: Verbs) => (await open(store)).items.map(({ last }) => last.id);

/** A single start that is over; its values are those of its own schedule. */
async function single(store: Verbs, outcome: Outcome, values: object, facts: Partial<NewRun> = {}): Promise<string> {
  const run = newRun({ trigger: 'call', starter: 'client:erp', startedBy: 'erp', ...facts });
  await store.runs.start(newSchedule({ isListed: false, due: null, cursor: null, values: { ...values } }), run, null);
  if (outcome === 'succeeded') {
    const claimed = await store.runs.claim(run.id, taking('one'), false);
    assert.ok(typeof claimed === 'object' && claimed !== null);
    await store.runs.endAttempt(run.id, 1, succeeded());
  } else await store.runs.endWaiting(run.id, outcome, { code: 'done', params: {} }, due);
  return run.id;
}

/** What failed or did not start, and whether somebody has seen it. */
export function attentionContract(openStores: OpenStores): void {
  test('what failed is forgotten, or what was cancelled, tested or deleted asks for a person', async (t) => {
    const [store] = await openStores(t, 1);
    const schedule = await addSchedule(store!);
    const gone = await addSchedule(store!);
    for (const outcome of ['cancelled', 'skipped', 'succeeded'] as const)
      await store!.runs.insert(schedule.seq, newRun(ended(outcome)));
    await store!.runs.insert(schedule.seq, newRun({ trigger: 'test', ...ended('failed') }));
    await store!.runs.insert(gone.seq, newRun(ended('failed')));
    await store!.schedules.delete(gone.id, { code: 'cancelled-by', params: { who: 'me' } }, due);
    assert.deepEqual(await idsOf(store!), []);
    for (const outcome of ['failed', 'timed-out', 'interrupted', 'missed', 'blocked', 'expired'] as const)
      await store!.runs.insert(schedule.seq, newRun({ id: outcome, ...ended(outcome) }));
    const [item, ...others] = (await open(store!)).items;
    assert.deepEqual([item?.schedule?.id, item?.count, item?.last.id, others], [schedule.id, 6, 'expired', []]);
  });

  test('a call that failed counts as done because another invoice was, or not though the same one was', async (t) => {
    const [store] = await openStores(t, 1);
    const first = await single(store!, 'failed', { invoice: 1 });
    await single(store!, 'succeeded', { invoice: 2 });
    assert.deepEqual(await idsOf(store!), [first]);
    await single(store!, 'succeeded', { invoice: 1 }, { starter: 'client:other' });
    assert.deepEqual(await idsOf(store!), [first]);
    await single(store!, 'succeeded', { invoice: 1 });
    assert.deepEqual(await idsOf(store!), []);
    assert.deepEqual(
      (await open(store!)).settled.map(({ id }) => id),
      [first],
    );
    const second = await single(store!, 'failed', { invoice: 3 });
    await single(store!, 'succeeded', {}, { rerunOf: second, trigger: 'rerun' });
    assert.deepEqual(await idsOf(store!), []);
  });

  test('of a schedule a success settles what failed before it, and not what fails after it', async (t) => {
    const [store] = await openStores(t, 1);
    const schedule = await addSchedule(store!);
    const run = async (facts: Partial<NewRun>) => {
      const one = newRun(facts);
      await store!.runs.insert(schedule.seq, one);
      return one.id;
    };
    await run(ended('failed'));
    const good = await run({});
    const claimed = await store!.runs.claim(good, taking('one'), false);
    assert.ok(typeof claimed === 'object' && claimed !== null);
    await store!.runs.endAttempt(good, 1, succeeded());
    assert.deepEqual(await idsOf(store!), []);
    const [later, ofFile] = [await run(ended('failed')), await run({ input: { file: 'a' }, ...ended('failed') })];
    assert.equal((await open(store!)).items[0]?.count, 2);
    await store!.attention.see({ seqs: (await open(store!)).settled.map(({ seq }) => seq) }, due, null);
    const { runs } = await store!.attention.unseen();
    assert.deepEqual(
      runs.map(({ id }) => id),
      [ofFile, later],
    );
  });

  test('what was seen comes again, what was not seen is gone, or what failed since is taken for seen', async (t) => {
    const [store] = await openStores(t, 1);
    const [first, second] = [await single(store!, 'failed', { n: 1 }), await single(store!, 'failed', { n: 2 })];
    const { runs } = await store!.attention.unseen();
    const third = await single(store!, 'failed', { n: 3 });
    assert.deepEqual(await store!.attention.see({ seqs: [runs[1]!.seq] }, due + minute, 'operator'), [first]);
    assert.deepEqual(await store!.attention.see({ seqs: [runs[1]!.seq] }, due + minute, 'other'), []);
    assert.deepEqual(await store!.attention.see({ upTo: runs[0]!.seq }, due + minute, 'operator'), [second]);
    assert.deepEqual(await idsOf(store!), [third]);
    assert.equal(await store!.attention.unsee([first, third]), 1);
    const [item] = (await open(store!)).items;
    assert.deepEqual([item?.count, item?.last.id, item?.startedBy, item?.schedule], [2, third, 'erp', null]);
  });

  test('a missed run that runs after all is taken for seen', async (t) => {
    const [store] = await openStores(t, 1);
    const schedule = await addSchedule(store!);
    const missed = newRun({ trigger: 'schedule', ...ended('missed') });
    await store!.runs.insert(schedule.seq, missed);
    await store!.attention.see({ seqs: (await store!.attention.unseen()).runs.map(({ seq }) => seq) }, due, 'operator');
    const again = await store!.runs.insert(schedule.seq, newRun({ trigger: 'schedule' }));
    assert.equal(again?.id, missed.id);
    await store!.runs.endWaiting(missed.id, 'expired', { code: 'done', params: {} }, due);
    assert.deepEqual(await idsOf(store!), [missed.id]);
  });
}
