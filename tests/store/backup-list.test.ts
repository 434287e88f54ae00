import assert from 'node:assert/strict';
import { copyFile, mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { listBackups, type BackupLooks } from '../../server/store/backup/check-backup.ts';
import { firstDocument, printDocument } from '../../server/store/config-document.ts';
import { keyOfFolder } from '../../server/vault/secret-box.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import { temporaryFolder } from './fixture.ts';

const then = new Date(Date.UTC(2026, 10, 1));

test('each backup is opened once, outside the event loop, and again only when it has changed', async (t) => {
  const home = await temporaryFolder(t);
  const made = { workerId: 'w', workerName: 'w', webhookSecret: `whsec_${'A'.repeat(32)}` };
  keyOfFolder(home);
  openStore(path.join(home, 'rota.db')).close();
  const names = Array.from({ length: 40 }, (_, index) => `backup-${index}`);
  for (const name of names) {
    const folder = path.join(home, 'backups', name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'rota.json'), printDocument(firstDocument(made)));
    for (const file of ['rota.db', 'secret.key']) await copyFile(path.join(home, file), path.join(folder, file));
    for (const file of ['rota.db', 'rota.json', 'secret.key']) await utimes(path.join(folder, file), then, then);
  }
  const looks: BackupLooks = new Map();
  const asked = t.mock.method(DatabaseSync.prototype, 'prepare');
  const problems = async () => (await listBackups(home, 100, looks)).backups.filter(({ problem }) => problem !== null);
  assert.deepEqual(await problems(), []);
  assert.equal(asked.mock.callCount(), 0, 'whatever this thread asks of a database, others wait for');

  // Damaged without a visible change: opening it again would reveal it.
  const damage = async (name: string) => {
    const file = path.join(home, 'backups', name, 'rota.db');
    await writeFile(file, 'x', { flag: 'r+' });
    await utimes(file, then, then);
  };
  for (const name of names) await damage(name);
  assert.deepEqual(await problems(), []);
  assert.equal((await listBackups(home, 100)).backups.filter(({ problem }) => problem !== null).length, 40);

  // Another time, another size: opened again, and only that one.
  await utimes(path.join(home, 'backups', 'backup-7', 'rota.db'), then, new Date(then.getTime() + 1000));
  assert.deepEqual(
    (await problems()).map(({ name }) => name),
    ['backup-7'],
  );
});
