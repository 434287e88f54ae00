import assert from 'node:assert/strict';
import { copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { inEnglish, said } from '../../contract/translatable.ts';
import { silentLog } from '../../server/log.ts';
import { migrate, readDocument } from '../../server/store/config-document.ts';
import { openConfig } from '../../server/store/config/config-file.ts';
import { jsonProblem } from '../../server/store/config-json.ts';
import { openTestConfig } from './fixture.ts';
import { createHandClock } from '../support/hand-clock.ts';

/** A closed document with a backup: the file says "newer", the backup "older". */
async function documentWithBackup(t: TestContext) {
  const { config, folder } = await openTestConfig(t);
  for (const name of ['older', 'newer']) {
    await config.update((document) => ({ ...document, worker: { ...document.worker, name } }));
  }
  await config.close();
  return { folder, file: config.file, backup: `${config.file}.bak` };
}

const open = (folder: string) =>
  openConfig({ folder, log: silentLog, clock: createHandClock(Date.UTC(2026, 0, 31, 9, 5)) });

test('a broken file is set aside whole, its backup taken and written, and it is said', async (t) => {
  const { folder, file } = await documentWithBackup(t);
  await truncate(file, 100);
  const broken = await readFile(file, 'utf8');
  const config = await open(folder);
  assert.equal(config.get().worker.name, 'older');
  const [fact] = config.facts();
  assert.ok(fact?.kind === 'restored' && fact.brokenFile !== null);
  assert.equal(path.basename(fact.brokenFile), 'rota.json.broken-2026-01-31T09-05-00-000Z');
  assert.equal(await readFile(fact.brokenFile, 'utf8'), broken);
  assert.match(await readFile(file, 'utf8'), /older/);
  await config.close();

  await truncate(file, 0);
  const again = await open(folder);
  await again.close();
  const aside = (await readdir(folder)).filter((name) => name.includes('.broken-'));
  assert.equal(aside.length, 2, 'a second broken file does not replace the first');
});

test('a missing file with a backup beside it is not a first start', async (t) => {
  const { folder, file } = await documentWithBackup(t);
  await rm(file);
  const config = await open(folder);
  assert.equal(config.get().worker.name, 'older');
  assert.deepEqual(config.facts(), [{ kind: 'restored', reason: said`the file is missing`, brokenFile: null }]);
  await config.close();
});

test('file and backup broken: refuses to start with both paths and reasons, and leaves both untouched', async (t) => {
  const { folder, file, backup } = await documentWithBackup(t);
  await writeFile(file, '{"version": 1}');
  await copyFile(file, backup);
  await assert.rejects(open(folder), (error: Error) => {
    assert.match(error.message, /rota\.json cannot be read: worker: .*rota\.json\.bak is broken, too: worker: /);
    return true;
  });
  assert.equal(await readFile(file, 'utf8'), '{"version": 1}');
  assert.deepEqual((await readdir(folder)).sort(), ['rota.json', 'rota.json.bak']);
});

test('a broken file without a backup never starts empty', async (t) => {
  const { folder, file, backup } = await documentWithBackup(t);
  await rm(backup);
  await writeFile(file, '');
  await assert.rejects(open(folder), /it is empty; there is no backup next to it/);
  assert.equal(await readFile(file, 'utf8'), '');
});

test('a document of a later Rota is neither called broken nor replaced by its backup', async (t) => {
  const { folder, file } = await documentWithBackup(t);
  await writeFile(file, (await readFile(file, 'utf8')).replace('"version": 1', '"version": 99'));
  await assert.rejects(open(folder), /version 99.*later Rota/);
  assert.match(await readFile(file, 'utf8'), /"version": 99/);
});

test('an older document is lifted step by step', () => {
  const steps = [
    (document: Record<string, unknown>) => ({ ...document, steps: ['1 to 2'] }),
    (document: Record<string, unknown>) => ({ ...document, steps: [...(document.steps as string[]), '2 to 3'] }),
  ];
  assert.deepEqual(migrate({ version: 1 }, steps), { ok: true, raw: { version: 3, steps: ['1 to 2', '2 to 3'] } });
  assert.deepEqual(migrate({ version: 3, steps: [] }, steps), { ok: true, raw: { version: 3, steps: [] } });
  const newer = migrate({ version: 4 }, steps);
  assert.ok(!newer.ok && newer.isNewer);
  for (const version of [undefined, 0, 1.5, '1']) assert.ok(!migrate({ version }, steps).ok);
});

test('a reason names line and column and quotes nothing of the file', () => {
  assert.equal(jsonProblem('{"a": 1}'), null);
  assert.deepEqual(jsonProblem('{\n  "a": hunter2\n}'), said`it is not JSON: line ${2}, column ${8}`);
  assert.deepEqual(jsonProblem('{"a": 1,}'), said`it is not JSON: line ${1}, column ${9}`);
  assert.deepEqual(jsonProblem('{"a": "x'), said`it is not JSON: line ${1}, column ${9}`);
  const read = readDocument('{"version":1,"worker":{"id":"a","name":"b","aliases":[]},"webhookSecret":"hunter2"}');
  assert.ok(!read.ok);
  assert.doesNotMatch(inEnglish(read.reason), /hunter2/);
});
