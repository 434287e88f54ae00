import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { type TestContext } from 'node:test';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import type { Store } from '../../server/store/store.ts';
import { temporaryFolder } from './fixture.ts';

/** SQLite's query plans for the statements that a verb of the store prepares. */
async function plansOf(t: TestContext, use: (store: Store) => unknown): Promise<string> {
  const file = path.join(await temporaryFolder(t), 'rota.db');
  const store = openStore(file);
  const texts: string[] = [];
  const spy = t.mock.method(DatabaseSync.prototype, 'prepare');
  await use(store);
  for (const { arguments: given } of spy.mock.calls) texts.push(given[0]);
  spy.mock.restore();
  store.close();
  const database = new DatabaseSync(file);
  const plans = texts.flatMap((text) => database.prepare(`EXPLAIN QUERY PLAN ${text}`).all());
  database.close();
  return plans.map((row) => String(row['detail'])).join('\n');
}

test('what did run is found without reading a hundred thousand times that a paused plan did not', async (t) => {
  const ofSchedule = await plansOf(t, (store) => store.runs.lastEndedOf(1, { started: true }));
  assert.match(ofSchedule, /run_ran \(schedule=\?\)/);
  for (const use of [
    (store: Store) => store.statistics.latest('Robot', 10),
    (store: Store) => store.statistics.times('Robot', 10),
  ])
    assert.match(await plansOf(t, use), /run_ran_of \(process=\?\)/);
});

test('what is old enough to go is found without reading all that is not', async (t) => {
  const plans = await plansOf(t, (store) => store.retention.removeRecords(1, 2, 200));
  assert.doesNotMatch(plans, /SCAN (?!list)/);
  assert.doesNotMatch(plans, /TEMP B-TREE/);
});
