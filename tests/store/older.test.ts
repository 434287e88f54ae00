import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { said } from '../../contract/translatable.ts';
import { migrate } from '../../server/store/sqlite/migrations.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import { temporaryFolder } from './fixture.ts';

test('what an earlier Rota noted as plain text is still read, and what is noted now keeps its sentence', async (t) => {
  const file = path.join(await temporaryFolder(t), 'rota.db');
  const old = new DatabaseSync(file);
  migrate(old, 3);
  old.exec(`INSERT INTO audit (at, who, action, what) VALUES (1, 'operator', 'process added', 'The "old" one')`);
  old.exec(`INSERT INTO delivery (id, event, url, body, state, created_at, last_error)
    VALUES ('old', 'test', 'http://x', '{}', 'given-up', 1, 'answered 500'), ('fine', 'test', 'http://x', '{}', 'delivered', 1, NULL)`);
  old.close();

  const store = openStore(file);
  await store.records.audit(2, { who: 'operator', owner: 'person:operator' }, 'all paused', said`until resumed`);
  const { entries } = await store.records.auditPage(undefined, 10);
  assert.deepEqual(
    entries.map(({ what }) => what),
    [said`until resumed`, 'The "old" one'],
  );
  const { entries: deliveries } = await store.records.deliveryPage(undefined, 10);
  assert.deepEqual(
    deliveries.map(({ lastError }) => lastError),
    [null, 'answered 500'],
  );
  store.close();
});

test('after an upgrade everything that ever failed asks for a person, or what failed yesterday does not', async (t) => {
  const file = path.join(await temporaryFolder(t), 'rota.db');
  const old = new DatabaseSync(file);
  migrate(old, 17);
  old.exec(`INSERT INTO schedule (id, name, process, state, plan, options, input, created_at, updated_at)
    VALUES ('s', 'Old', 'Any', 'active', '{"kind":"never"}', '{}', '{}', 1, 1)`);
  const insert =
    old.prepare(`INSERT INTO run (id, schedule, process, trigger, status, outcome, due_at, queued_at, ended_at, max_attempts, rank, worker)
    VALUES (?, 1, 'Any', 'operator', 'ended', 'failed', ?, ?, ?, 1, 0, 'w')`);
  const day = 86_400_000;
  for (const [id, at] of [
    ['last month', Date.now() - 30 * day],
    ['yesterday', Date.now() - day],
  ] as const)
    insert.run(id, at, at, at);
  old.close();

  const store = openStore(file);
  const { runs } = await store.attention.unseen();
  assert.deepEqual(
    runs.map(({ id }) => id),
    ['yesterday'],
  );
  store.close();
});
