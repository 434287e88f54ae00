import assert from 'node:assert/strict';
import { copyFile, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { type TestContext } from 'node:test';
import { sealKey } from '../../server/store/backup/backup-key.ts';
import { readChecked, writeChecked } from '../../server/store/backup/checked-mark.ts';
import { copyBackup, keepNewest } from '../../server/store/backup/copy-backup.ts';
import { contentsOf, lacking, tryRestore } from '../../server/store/backup/try-restore.ts';
import { firstDocument, printDocument } from '../../server/store/config-document.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import { keyOfFolder } from '../../server/vault/secret-box.ts';
import { temporaryFolder } from './fixture.ts';

const made = { workerId: 'w', workerName: 'w', webhookSecret: `whsec_${'A'.repeat(32)}` };

/** A backup with some audit lines in it, so that its database has more than one page of data. */
async function backupIn(t: TestContext): Promise<{ home: string; folder: string; scratch: string }> {
  const home = await temporaryFolder(t);
  const folder = path.join(home, 'backups', 'daily-2026-11-30T00-30-00-000Z');
  await mkdir(folder, { recursive: true });
  keyOfFolder(folder);
  const store = openStore(path.join(folder, 'rota.db'));
  for (let line = 0; line < 300; line += 1)
    await store.records.audit(line, { who: 'w', owner: 'person:w' }, 'backup made', 'x'.repeat(200));
  store.close();
  await rm(path.join(folder, 'rota.db-mark'), { force: true });
  await writeFile(path.join(folder, 'rota.json'), printDocument(firstDocument(made)));
  return { home, folder, scratch: path.join(home, 'scratch') };
}

test('a backup is restored in a scratch folder that is gone afterwards, and nothing of it is changed', async (t) => {
  const { home, folder, scratch } = await backupIn(t);
  const before = await readFile(path.join(folder, 'rota.db'));
  const { runs, schedules, lastAudit, key } = await tryRestore(folder, scratch);
  assert.deepEqual([runs, schedules, lastAudit], [0, 0, 300]);
  assert.equal(key, await readFile(path.join(folder, 'secret.key'), 'utf8'));
  assert.deepEqual(await readFile(path.join(folder, 'rota.db')), before);
  assert.deepEqual(await readdir(home), ['backups']);
  assert.deepEqual((await readdir(folder)).sort(), ['rota.db', 'rota.json', 'secret.key']);
});

test('a page of the database that was overwritten is found, and so is a wrong passphrase', async (t) => {
  const { home, folder, scratch } = await backupIn(t);
  const key = await readFile(path.join(folder, 'secret.key'), 'utf8');
  await writeFile(path.join(folder, 'secret.key.sealed'), await sealKey(key, 'kırk katır'));
  await rm(path.join(folder, 'secret.key'));
  await assert.rejects(tryRestore(folder, scratch), /enter its passphrase/);
  await assert.rejects(tryRestore(folder, scratch, 'kırk satır'), /does not open this backup/);
  assert.equal((await tryRestore(folder, scratch, 'kırk katır')).key, key);

  const file = path.join(folder, 'rota.db');
  const db = new DatabaseSync(file);
  const root = Number(db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'audit_at'`).get()?.['rootpage']);
  const size = Number(db.prepare('PRAGMA page_size').get()?.['page_size']);
  db.close();
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(size, 7), 0, size, (root - 1) * size);
  await handle.close();
  await assert.rejects(tryRestore(folder, scratch, 'kırk katır'), /cannot be restored/);
  assert.deepEqual(await readdir(home), ['backups'], 'also then no scratch is left');
});

test('a backup that lacks what the database had before it is found, and one of a busy database is not', async (t) => {
  const { folder } = await backupIn(t);
  const found = await contentsOf(path.join(folder, 'rota.db'));
  assert.equal(lacking(found, found, found), null);
  const more = { ...found, lastAudit: found.lastAudit + 5, lastRun: 3, runs: 2 };
  assert.equal(lacking(found, found, more), null, 'these came after it');
  assert.notEqual(lacking(found, more, more), null);
  assert.notEqual(lacking({ ...found, schedules: 1 }, found, found), null);
});

test('a copy has its name only once it is whole, replaces an unfinished one, and old ones go, but never those of people', async (t) => {
  const { home, folder: source } = await backupIn(t);
  await writeChecked(source, { at: 5, runs: 0, schedules: 0 });
  const target = path.join(home, 'share', 'rota-w');
  for (const name of ['daily-2026-11-01', 'daily-2026-11-02', '2026-11-01', 'daily-2026-11-28.new'])
    await mkdir(path.join(target, name), { recursive: true });
  await copyBackup({ source, target, passphrase: null, key: 'unused', keep: 2 });
  const name = path.basename(source);
  assert.deepEqual((await readdir(target)).sort(), ['2026-11-01', 'daily-2026-11-02', name]);
  assert.deepEqual((await readdir(path.join(target, name))).sort(), [
    'checked.json',
    'rota.db',
    'rota.json',
    'secret.key',
  ]);
  assert.equal((await readChecked(path.join(target, name)))?.at, 5);
  await rm(path.join(source, 'rota.json'));
  await mkdir(path.join(home, 'other'));
  await assert.rejects(copyBackup({ source, target: path.join(home, 'other'), passphrase: null, key: '', keep: 2 }));
  assert.deepEqual(await readdir(path.join(home, 'other')), []);
  await keepNewest(target, 1);
  assert.deepEqual((await readdir(target)).sort(), ['2026-11-01', name]);
});

test('a mark of a check does not hold for another database', async (t) => {
  const { folder } = await backupIn(t);
  await writeChecked(folder, { at: 5, runs: 0, schedules: 0 });
  assert.equal((await readChecked(folder))?.at, 5);
  await copyFile(path.join(folder, 'rota.json'), path.join(folder, 'rota.db'));
  assert.equal(await readChecked(folder), null);
});
