import assert from 'node:assert/strict';
import { anybody } from '../../server/store/stored-run.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { seedSchedules } from '../bench/seed.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';

test('an end that is written again, because the disk did not say that it has it, does not cancel the next attempt', async (t) => {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-store-'));
  await seedSchedules(home, 1, { process: 'Robot', due: () => 1000 });
  const store = openStore(path.join(home, 'rota.db'));
  t.after(async () => {
    store.close();
    await rm(home, { recursive: true, force: true });
  });
  const [schedule] = await store.schedules.due(1000, 1);
  const run = await store.runs.insert(schedule!.seq, {
    id: 'r',
    process: 'Robot',
    trigger: 'operator',
    starter: null,
    startedBy: null,
    dueAt: 1000,
    at: 1000,
    maxAttempts: 2,
    rank: 0,
    expiresAt: null,
    input: null,
    rerunOf: null,
    worker: 'w',
    target: null,
    ended: null,
  });
  await store.runs.claim(
    run!.id,
    { worker: 'w', targets: [anybody], at: 1000, limits: { ofProcess: null, withoutAnyOf: [], ofGroup: null } },
    false,
  );
  const reason = { code: 'exit-code', params: { exitCode: 1 } } as const;
  const end = { facts: { exitCode: 1, signal: null }, at: 2000, outputs: {}, next: { retryAt: 3000, reason } };
  assert.equal((await store.runs.endAttempt('r', 1, end))?.status, 'retrying');
  assert.equal((await store.runs.endAttempt('r', 1, end))?.status, 'retrying');
  assert.equal((await store.runs.get('r'))?.outcome, null);
});
