import assert from 'node:assert/strict';
import test from 'node:test';
import { due, minute, newId, openRacers, type OpenStores } from './stores.ts';

/** Facts, notices and deliveries that several want at once. */
export function recordsContract(open: OpenStores): void {
  test('a fact that several set first is set by more than one', async (t) => {
    const stores = await openRacers(open, t, 3);
    const swapped = await Promise.all(stores.map((store, at) => store.records.swapFact('secret', null, `of ${at}`)));
    assert.deepEqual(swapped.toSorted(), [false, false, true]);
    const present = await stores[0]!.records.fact('secret');
    assert.equal(present, `of ${swapped.indexOf(true)}`);
    assert.equal(await stores[1]!.records.swapFact('secret', 'another', 'x'), false);
    assert.equal(await stores[1]!.records.swapFact('secret', present, null), true);
    assert.equal(await stores[2]!.records.fact('secret'), null);
    await stores[2]!.records.setFact('secret', 'told');
    assert.equal(await stores[0]!.records.fact('secret'), 'told');
  });

  test('who changed something is looked for by its name, and found for another one or another act', async (t) => {
    const [store] = await open(t, 1);
    const doer = { who: 'operator', owner: 'people' };
    await store!.records.audit(due, doer, 'schedule created', 'Nightly');
    await store!.records.audit(due + 1, doer, 'schedule changed', 'Nightly');
    await store!.records.audit(due + 2, { ...doer, who: 'client erp' }, 'schedule changed', 'Another');
    await store!.records.audit(due + 3, doer, 'run started', 'Nightly');
    await store!.records.audit(due + 4, { ...doer, who: 'client erp' }, 'schedule paused', 'Nightly');
    const acts = ['schedule created', 'schedule changed', 'schedule paused'] as const;
    const found = await store!.records.auditOf('Nightly', acts, 2);
    assert.deepEqual(
      found.map(({ who, action, what, at }) => [who, action, what, at - due]),
      [
        ['client erp', 'schedule paused', 'Nightly', 4],
        ['operator', 'schedule changed', 'Nightly', 1],
      ],
    );
    assert.deepEqual(await store!.records.auditOf('nightly', acts, 5), []);
  });

  test('runs are taken off a notice by two', async (t) => {
    const stores = await openRacers(open, t, 2);
    const id = newId('notice');
    await stores[0]!.records.putNotice({ id, kind: 'missed', at: due, params: { count: 2 }, runIds: ['a', 'b'] });
    const taken = await Promise.all(stores.map((store) => store.records.takeNoticeRuns(id, ['a'])));
    assert.deepEqual(taken.flat(), ['a']);
    assert.deepEqual((await stores[1]!.records.notice(id))?.runIds, ['b']);
    assert.deepEqual(await stores[1]!.records.takeNoticeRuns(id, undefined), ['b']);
    assert.equal(await stores[0]!.records.notice(id), null);
  });

  test('a delivery that is under way is sent by a second one, or never again after a failure', async (t) => {
    const [store] = await open(t, 1);
    const now = Date.now();
    const { id } = await store!.records.insertDelivery({
      ...{ id: newId('msg'), event: 'run.ended', url: 'https://there/hook', runId: null, body: '{}', state: 'waiting' },
      ...{ attempts: 0, createdAt: now, nextAt: now, lastError: null, deliveredAt: null },
    });
    const dueIds = async (at: number) => (await store!.records.dueDeliveries(at, 10, [])).map((one) => one.id);
    assert.deepEqual(await dueIds(now), [id]);
    assert.equal(await store!.records.leaseDelivery(id, now, 60_000), true);
    assert.equal(await store!.records.leaseDelivery(id, now, 60_000), false);
    assert.deepEqual(await dueIds(now), []);
    await store!.records.releaseDelivery(id);
    assert.deepEqual(await dueIds(now), [id]);
    await store!.records.leaseDelivery(id, now, 60_000);
    const failed = { state: 'waiting', attempts: 1, lastError: 'no answer', deliveredAt: null } as const;
    await store!.records.updateDelivery(id, { ...failed, nextAt: now + minute });
    assert.deepEqual(await dueIds(now), []);
    assert.equal(await store!.records.nextDelivery(now), now + minute);
    assert.deepEqual(await dueIds(now + minute), [id]);
    assert.deepEqual(await store!.records.dueDeliveries(now + minute, 10, ['https://there']), []);
  });
}
