import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { createRig, minute, operator, second } from './rig.ts';

test('closing Rota ends what runs, keeps that as its outcome, and tries again later where retries are left', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  const once = await rig.start({});
  const again = await rig.start({ retryCount: 1 });
  await rig.stop();
  rig.launcher().answer({ exitCode: 0 });
  await rig.boot();
  await rig.clock.move(second);
  assert.deepEqual(await rig.told(once), ['interrupted: rota-stopped']);
  assert.deepEqual(await rig.told(again), ['succeeded: done']);
  assert.equal((await rig.runs(again))[0]?.attempt, 2, 'the second is recorded as such');
});

test('what ran when Rota died is settled before anything new is begun; who was told to stop stays stopped', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  const lost = await rig.start({});
  const retried = await rig.start({ retryCount: 1 });
  const cancelled = await rig.start({ retryCount: 5 });
  const [{ id: runId } = { id: '' }] = await rig.runs(cancelled);
  // A stop was requested, and Rota died before the run had ended.
  const stop = rig.launcher().stop.bind(rig.launcher());
  rig.launcher().stop = () => {};
  await rig.engine().runs.cancel(runId, { force: false }, operator);
  rig.launcher().stop = stop;
  // A folder as after a kill -9: copied while the server runs.
  const dead = await mkdtemp(path.join(tmpdir(), 'rota-dead-'));
  t.after(() => rm(dead, { recursive: true }));
  for (const file of ['rota.db', 'rota.db-wal']) await cp(path.join(rig.home, file), path.join(dead, file));
  await rig.stop();
  for (const file of ['rota.db', 'rota.db-wal']) await rm(path.join(rig.home, file), { force: true });
  await cp(dead, rig.home, { recursive: true });
  rig.clock.leap(minute);
  rig.launcher().answer({ exitCode: 0 });
  await rig.boot();
  await rig.clock.move(second);
  assert.deepEqual(await rig.told(lost), ['interrupted: rota-died']);
  assert.deepEqual(await rig.told(retried), ['succeeded: done']);
  assert.deepEqual(await rig.told(cancelled), ['cancelled: cancelled-by']);
  const { run } = await rig.engine().runs.detail((await rig.runs(retried))[0]!.id);
  assert.deepEqual(
    run.attempts.map(({ facts }) => facts?.wasLost ?? false),
    [true, false],
  );
});

test('while the disk refuses, nothing is lost and nothing spins: it goes on as soon as it can', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  const { id } = await rig.schedule({ quartz: '0 * * * * ?' });
  const running = await rig.start({});
  // Another program locks the database: every write fails after its timeout.
  const other = new DatabaseSync(path.join(rig.home, 'rota.db'));
  other.exec('BEGIN IMMEDIATE');
  rig.launcher().end([...rig.launcher().active.keys()][0]!, {}, { x: 1 });
  await assert.rejects(rig.start({}), { code: 'STORAGE_UNAVAILABLE' });
  other.exec('ROLLBACK');
  other.close();
  await rig.clock.move(2 * second);
  assert.deepEqual(await rig.told(running), ['succeeded: done']);
  await rig.clock.move(minute);
  rig.launcher().end([...rig.launcher().active.keys()][0]!);
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
});
