import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { toldIn } from '../../contract/translatable.ts';
import { checkBackup, listBackups } from '../../server/store/backup/check-backup.ts';
import { firstDocument, printDocument, readDocument } from '../../server/store/config-document.ts';
import { lockFolder } from '../../server/store/folder/folder-lock.ts';
import { restoreAtRest } from '../../server/store/backup/restore-at-rest.ts';
import { finishRestore, type RestoreEnd } from '../../server/store/backup/restore.ts';
import { writeMark } from '../../server/store/backup/restore-mark.ts';
import { keyOfFolder } from '../../server/vault/secret-box.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import { assertOwnerOnly, isWine, mayLink } from '../support/windows.ts';
import { temporaryFolder } from './fixture.ts';

const options = { now: Date.now, wait: (ms: number) => pause(ms) };
const at = (home: string, ...names: string[]) => path.join(home, ...names);

/** A complete data folder whose state can be recognised in each of its files. */
async function writeState(home: string, name: string): Promise<void> {
  const made = { workerId: name, workerName: name, webhookSecret: `whsec_${'A'.repeat(32)}` };
  await writeFile(at(home, 'rota.json'), printDocument(firstDocument(made)));
  await rm(at(home, 'secret.key'), { force: true });
  keyOfFolder(home);
  for (const file of ['rota.db', 'rota.db-wal', 'rota.db-shm']) await rm(at(home, file), { force: true });
  const store = openStore(at(home, 'rota.db'));
  await store.records.setFact('state', name);
  await store.records.setFact('sessions', `signed in: ${name}`);
  store.close();
}

interface State {
  readonly name: string;
  readonly inDatabase: string | null;
  readonly sessions: string | null;
  readonly key: string;
}

async function stateOf(home: string): Promise<State> {
  const read = readDocument(await readFile(at(home, 'rota.json'), 'utf8'));
  assert.ok(read.ok);
  const store = openStore(at(home, 'rota.db'));
  const [inDatabase, sessions] = await Promise.all([store.records.fact('state'), store.records.fact('sessions')]);
  store.close();
  return { name: read.document.worker.name, inDatabase, sessions, key: await readFile(at(home, 'secret.key'), 'utf8') };
}

/** A data folder in the state "now" with a backup "then" of the state "then". */
async function openHome(t: TestContext): Promise<{ home: string; now: State; then: State }> {
  const home = await temporaryFolder(t);
  await mkdir(at(home, 'backups', 'then'), { recursive: true });
  await writeState(home, 'then');
  const then = await stateOf(home);
  for (const file of ['rota.json', 'secret.key', 'rota.db'])
    await cp(at(home, file), at(home, 'backups', 'then', file));
  await writeState(home, 'now');
  await writeFile(at(home, 'rota.json.bak'), 'an older text');
  return { home, now: await stateOf(home), then };
}

const ask = (home: string, backup = 'then') =>
  writeMark(home, { backup, who: 'operator', kept: null, isReady: false }, options.wait);

/** Performs some steps in a separate process, which is then killed with -9. */
const killedAfter = (home: string, steps: number) =>
  new Promise<string[]>((resolve) =>
    execFile(
      process.execPath,
      [path.join(import.meta.dirname, 'restoring-child.ts'), home, String(steps)],
      (_error, stdout) => resolve(stdout.trim().split('\n')),
    ),
  );

const names = async (home: string) => (await listBackups(home, 10)).backups.map(({ name }) => name);
const restoredOf = (then: State, now: State): State => ({ ...then, sessions: now.sessions });

async function assertRestored(home: string, end: RestoreEnd | null, then: State, now: State): Promise<void> {
  assert.equal(end?.kind, 'done');
  assert.deepEqual(await stateOf(home), restoredOf(then, now));
  const left = (await readdir(home)).filter((name) => !/^rota\.(lock|db-mark)/.test(name)).sort();
  assert.deepEqual(left, ['backups', 'rota.db', 'rota.json', 'secret.key']);
  const kept = end?.kind === 'done' ? end.kept : null;
  assert.deepEqual((await names(home)).sort(), ['then', kept].sort());
  // The previous state is intact, and can be restored.
  const again = await restoreAtRest(home, { backup: kept ?? '', who: 'operator' }, options);
  assert.equal(again.kind, 'done');
  assert.deepEqual(await stateOf(home), now);
}

test('killed -9 after any step of a restore, the next start has the backup whole, and what was there before as a backup', async (t) => {
  const { home, now, then } = await openHome(t);
  const copy = at(await temporaryFolder(t), 'copy');
  const begin = async () => {
    await rm(copy, { recursive: true, force: true });
    await cp(home, copy, { recursive: true });
    await ask(copy);
  };
  await begin();
  const all = await killedAfter(copy, 100);
  assert.equal(all.at(-1), 'end');
  assert.ok(all.length > 8, all.join(', '));
  await assertRestored(copy, { kind: 'done', backup: 'then', kept: (await names(copy))[0] ?? '' }, then, now);
  // Two programs per step, and a start is slow under Wine.
  for (let steps = 0; steps < all.length; steps += isWine ? 10 : 1) {
    await begin();
    assert.equal((await killedAfter(copy, steps)).length, Math.max(1, steps), `after step ${steps}`);
    // And again, in the middle of the second attempt.
    await killedAfter(copy, 2);
    await assertRestored(copy, await finishRestore(copy, options), then, now);
  }
});

test('a backup that is not whole, or of a later Rota, is refused with the place, and nothing is changed', async (t) => {
  const { home } = await openHome(t);
  const backup = (file: string) => at(home, 'backups', 'then', file);
  const whole = at(home, 'whole');
  await cp(at(home, 'backups', 'then'), whole, { recursive: true });
  const before = await stateOf(home);
  const database = await readFile(backup('rota.db'));
  const cases: readonly (readonly [string, RegExp, () => Promise<unknown>])[] = [
    ['no key', /secret\.key is missing/, () => rm(backup('secret.key'))],
    ['a wrong key', /secret\.key is not a key/, () => writeFile(backup('secret.key'), 'short')],
    [
      'a broken configuration',
      /rota\.json cannot be read: .*line 1/,
      () => writeFile(backup('rota.json'), '{"version"'),
    ],
    ['no database', /rota\.db is missing/, () => rm(backup('rota.db'))],
    ['a cut database', /rota\.db is damaged/, () => writeFile(backup('rota.db'), database.subarray(0, 9000))],
    [
      'another file',
      /rota\.db is damaged \(file is not a database\)/,
      () => writeFile(backup('rota.db'), 'x'.repeat(5000)),
    ],
    ['a half copy', /rota\.db-wal lies next to it/, () => writeFile(backup('rota.db-wal'), 'x')],
    [
      'a link',
      /rota\.json is missing/,
      async () => {
        await rename(backup('rota.json'), at(home, 'elsewhere.json'));
        if (mayLink()) await symlink(at(home, 'elsewhere.json'), backup('rota.json'));
      },
    ],
    [
      'a later Rota',
      /newer Rota \(version 99/,
      () => {
        const db = new DatabaseSync(backup('rota.db'));
        db.exec('PRAGMA user_version = 99');
        db.close();
        return Promise.resolve();
      },
    ],
    [
      'another database',
      /not a database of Rota/,
      async () => {
        await rm(backup('rota.db'));
        const db = new DatabaseSync(backup('rota.db'));
        db.exec('CREATE TABLE something (x)');
        db.close();
      },
    ],
  ];
  for (const [what, sentence, spoil] of cases) {
    await rm(at(home, 'backups', 'then'), { recursive: true });
    await cp(whole, at(home, 'backups', 'then'), { recursive: true });
    await spoil();
    await assert.rejects(checkBackup(home, 'then'), sentence, what);
    await assert.rejects(restoreAtRest(home, { backup: 'then', who: 'operator' }, options), sentence, what);
    // One that was intact when it was requested.
    await ask(home);
    const end = await finishRestore(home, options);
    assert.match(end?.kind === 'refused' ? toldIn(end.reason, {}) : 'restored', sentence, what);
    assert.equal(await finishRestore(home, options), null, 'and it is not tried again');
    assert.deepEqual(await stateOf(home), before, what);
    assert.deepEqual(await readdir(at(home, 'backups')), ['then'], what);
  }
});

test('a backup that is spoilt after the kill is refused as well, and no second name of the database in use stays behind', async (t) => {
  const { home, now } = await openHome(t);
  await ask(home);
  // All files are ready, but the commit marker is missing.
  assert.equal((await killedAfter(home, 4)).at(-1), 'say that all is ready');
  assert.equal((await names(home)).length, 2);
  await rm(at(home, 'backups', 'then', 'secret.key'));
  assert.equal((await finishRestore(home, options))?.kind, 'refused');
  assert.deepEqual(await readdir(at(home, 'backups')), ['then']);
  assert.equal((await stat(at(home, 'rota.db'))).nlink, 1);
  assert.deepEqual(await stateOf(home), now);
});

test('a name leads out of the folder of backups, or through a link', async (t) => {
  const { home } = await openHome(t);
  if (mayLink()) await symlink(at(home, 'backups', 'then'), at(home, 'backups', 'link'));
  await mkdir(at(home, 'backups', 'half.new'));
  await cp(at(home, 'backups', 'then'), at(home, 'outside'), { recursive: true });
  assert.deepEqual(await names(home), ['then']);
  for (const name of ['../outside', 'then/../../outside', '..', '.', '', 'link', 'half.new', at(home, 'outside')]) {
    await assert.rejects(checkBackup(home, name), /There is no backup/, name);
    await assert.rejects(restoreAtRest(home, { backup: name, who: 'operator' }, options), /There is no backup/, name);
  }
  assert.equal((await stateOf(home)).name, 'now');
});

test('a Rota whose own database is damaged, or killed in mid-write, is restored; what was there is kept as it was', async (t) => {
  const { home, then } = await openHome(t);
  const damage = 'no database at all'.repeat(500);
  await writeFile(at(home, 'rota.db'), damage);
  await writeFile(at(home, 'rota.db-wal'), 'what was not folded in');
  const { kept } = await restoreAtRest(home, { backup: 'then', who: 'command line' }, options);
  assert.deepEqual(await stateOf(home), { ...then, sessions: null }, 'and nobody is signed in from old');
  assert.equal(await readFile(at(home, 'backups', kept ?? '', 'rota.db'), 'utf8'), damage);
  const { backups } = await listBackups(home, 10);
  assert.deepEqual(
    backups.map(({ problem }) => problem === null),
    [false, true],
  );
  assertOwnerOnly(at(home, 'rota.db'));
});

test('an empty data folder takes a backup that was brought along, and no Rota may hold the folder', async (t) => {
  const { home, then } = await openHome(t);
  const fresh = await temporaryFolder(t);
  await cp(at(home, 'backups'), at(fresh, 'backups'), { recursive: true });
  const lock = lockFolder(fresh, options);
  await assert.rejects(restoreAtRest(fresh, { backup: 'then', who: 'command line' }, options), { name: 'FolderInUse' });
  lock.release();
  const { kept } = await restoreAtRest(fresh, { backup: 'then', who: 'command line' }, options);
  assert.equal(kept, null);
  assert.deepEqual(await stateOf(fresh), { ...then, sessions: null });
});
