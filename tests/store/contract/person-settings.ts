import assert from 'node:assert/strict';
import test from 'node:test';
import { due, minute, openRacers, rounds, type OpenStores } from './stores.ts';

const long = JSON.stringify({ screens: { runs: 'İstanbul 🙂 '.repeat(4000) } });

/** What people chose for themselves. */
export function personSettingsContract(open: OpenStores): void {
  test('one person’s choices become another’s, or are cut, or stay after the person is removed', async (t) => {
    const [{ personSettings }] = (await open(t, 1)) as [Awaited<ReturnType<OpenStores>>[0]];
    assert.equal(await personSettings.get('user:one'), null);
    await personSettings.put('user:one', '{"theme":"dark"}', due);
    await personSettings.put('user:One', long, due);
    assert.equal(await personSettings.get('user:one'), '{"theme":"dark"}');
    assert.equal(await personSettings.get('user:One'), long);
    await personSettings.put('user:one', '{}', due + minute);
    assert.equal(await personSettings.get('user:one'), '{}');
    await personSettings.remove('user:one');
    await personSettings.remove('user:nobody');
    assert.equal(await personSettings.get('user:one'), null);
    assert.equal(await personSettings.get('user:One'), long);
  });

  test('two computers that store the same person’s choices at once refuse one of them, or mix them', async (t) => {
    const stores = await openRacers(open, t, 2);
    for (const round of rounds) {
      const texts = stores.map((_, at) => JSON.stringify({ round, at }));
      await Promise.all(stores.map((store, at) => store.personSettings.put('user:one', texts[at]!, due)));
      const kept = await stores[0]!.personSettings.get('user:one');
      assert.ok(texts.includes(kept!), kept!);
    }
  });
}
