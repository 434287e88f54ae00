import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { checkBackup } from '../../server/store/backup/check-backup.ts';
import { firstDocument, printDocument } from '../../server/store/config-document.ts';
import { keyOfFolder } from '../../server/vault/secret-box.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { temporaryFolder } from './fixture.ts';

test('a long history that is copied, or checked before a restore, holds nobody else up', async (t) => {
  const home = await temporaryFolder(t);
  const backup = path.join(home, 'backups', 'then');
  await mkdir(backup, { recursive: true });
  const made = { workerId: 'w', workerName: 'w', webhookSecret: `whsec_${'A'.repeat(32)}` };
  await writeFile(path.join(backup, 'rota.json'), printDocument(firstDocument(made)));
  keyOfFolder(home);
  await copyFile(path.join(home, 'secret.key'), path.join(backup, 'secret.key'));
  const store = openStore(path.join(home, 'rota.db'));
  cleanUpLater(t, () => store.close());
  await store.records.setFact('state', 'just now');

  // Any query of a database on this thread would block others.
  const asked = t.mock.method(DatabaseSync.prototype, 'prepare');
  await store.retention.backup(path.join(backup, 'rota.db'));
  await checkBackup(home, 'then');
  const long = asked.mock.calls.map((call) => String(call.arguments[0])).filter((sql) => /VACUUM|_check/.test(sql));
  assert.deepEqual(long, []);
  const copy = openStore(path.join(backup, 'rota.db'));
  assert.equal(await copy.records.fact('state'), 'just now', 'what was written a moment ago is in the copy');
  copy.close();
});

test('a copy that cannot be made says why, by a code that callers know', async (t) => {
  const home = await temporaryFolder(t);
  const store = openStore(path.join(home, 'rota.db'));
  cleanUpLater(t, () => store.close());
  await assert.rejects(store.retention.backup(path.join(home, 'no such folder', 'rota.db')), {
    code: 'STORAGE_UNAVAILABLE',
  });
});
