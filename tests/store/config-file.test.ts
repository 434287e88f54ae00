import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { rotaError } from '../../contract/errors.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { silentLog } from '../../server/log.ts';
import { openConfig } from '../../server/store/config/config-file.ts';
import type { ConfigDocument } from '../../server/store/config-document.ts';
import { openTestConfig, temporaryFolder } from './fixture.ts';
import { createHandClock } from '../support/hand-clock.ts';
import { assertOwnerOnly, isWindows } from '../support/windows.ts';

const rename = (name: string) => (document: ConfigDocument) => ({
  ...document,
  worker: { ...document.worker, name },
});

test('a first start makes a document that only its owner may read, and a second start finds the same', async (t) => {
  const { config, folder } = await openTestConfig(t);
  const made = config.get();
  assert.match(made.worker.id, /^[0-9a-f-]{36}$/);
  assert.equal(made.worker.name, 'test-worker');
  await config.close();
  assertOwnerOnly(config.file);
  const again = await openTestConfig(t, folder);
  assert.deepEqual(again.config.get(), made);
  assert.deepEqual(again.config.facts(), []);
});

test('what update has acknowledged stands in the file, the text before it in the backup, and nothing else is left over', async (t) => {
  const { config, folder } = await openTestConfig(t);
  await config.update(rename('one'));
  await config.update(rename('two'));
  assert.match(await readFile(config.file, 'utf8'), /"name": "two"/);
  assert.match(await readFile(`${config.file}.bak`, 'utf8'), /"name": "one"/);
  assert.deepEqual((await readdir(folder)).sort(), ['rota.json', 'rota.json.bak']);
});

test('a hundred changes at once all arrive, in order, in far fewer writes', async (t) => {
  const { config } = await openTestConfig(t);
  const inodes = new Set<number>();
  const one = async (index: number) => {
    await config.update((document) => ({
      ...document,
      worker: { ...document.worker, aliases: [...document.worker.aliases, `a${index}`] },
    }));
    inodes.add((await stat(config.file)).mtimeMs);
    assert.ok(config.get().worker.aliases.includes(`a${index}`), 'acknowledged, so it can be read');
  };
  await Promise.all(Array.from({ length: 100 }, (_, index) => one(index)));
  assert.deepEqual(
    config.get().worker.aliases,
    Array.from({ length: 100 }, (_, index) => `a${index}`),
  );
  assert.ok(inodes.size < 10, `${inodes.size} writes`);
});

test('a change that refuses harms neither the changes beside it nor the document', async (t) => {
  const { config } = await openTestConfig(t);
  const refusal = rotaError('NAME_TAKEN', 'taken');
  const results = await Promise.allSettled([
    config.update(rename('kept')),
    config.update(() => {
      throw refusal;
    }),
    config.update((document) => ({ ...document, worker: { ...document.worker, aliases: ['kept, too'] } })),
    config.update((document) => ({ ...document, version: 7 as 1 })),
  ]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'rejected'],
  );
  assert.equal(results[1].status === 'rejected' && results[1].reason, refusal);
  assert.deepEqual(config.get().worker.aliases, ['kept, too']);
  assert.equal(config.get().worker.name, 'kept');
});

test('a file edited by hand is taken by the poll and told to whoever listens', async (t) => {
  const { config, clock } = await openTestConfig(t);
  const reloads: string[] = [];
  config.onReload((document) => reloads.push(document.worker.name));
  await writeFile(config.file, (await readFile(config.file, 'utf8')).replace('test-worker', 'by hand'));
  clock.move(2000);
  await config.refresh();
  assert.deepEqual(reloads, ['by hand']);
  assert.equal(config.get().worker.name, 'by hand');
});

test('an edit by hand just before a write is not overwritten: the change stands on top of it', async (t) => {
  const { config } = await openTestConfig(t);
  await writeFile(config.file, (await readFile(config.file, 'utf8')).replace('test-worker', 'by hand'));
  await config.update((document) => ({ ...document, worker: { ...document.worker, aliases: ['by program'] } }));
  assert.deepEqual({ ...config.get().worker, id: '' }, { id: '', name: 'by hand', aliases: ['by program'] });
});

test('a text with a byte order mark, as Notepad saves it, is taken', async (t) => {
  const { config } = await openTestConfig(t);
  const text = await readFile(config.file, 'utf8');
  await writeFile(config.file, `\uFEFF${text.replace('test-worker', 'bom').replaceAll('\n', '\r\n')}`);
  await config.refresh();
  assert.equal(config.get().worker.name, 'bom');
});

test('a broken edit is said with its place, never overwritten, and the last good document goes on', async (t) => {
  const { config } = await openTestConfig(t);
  const good = await readFile(config.file, 'utf8');
  const broken = good.replace('"version": 1,', '"version": 1 "secret-looking"');
  const facts: string[] = [];
  config.onFact((fact) => facts.push(fact.kind));
  await writeFile(config.file, broken);

  await config.refresh();
  assert.deepEqual(facts, [], 'an editor may be in mid-save: judged only when it stands still');
  await config.refresh();
  assert.deepEqual(facts, ['edit-refused']);
  const [fact] = config.facts();
  assert.ok(fact?.kind === 'edit-refused');
  assert.match(inEnglish(fact.reason), /line 2, column 16/);
  assert.doesNotMatch(inEnglish(fact.reason), /secret-looking/);

  await assert.rejects(config.update(rename('lost?')), {
    code: 'STORAGE_UNAVAILABLE',
    message: /edited by hand.*line 2/s,
  });
  assert.equal(await readFile(config.file, 'utf8'), broken);
  assert.equal(config.get().worker.name, 'test-worker');

  await writeFile(config.file, good.replace('test-worker', 'mended'));
  await config.update((document) => ({ ...document, removedBundled: ['X'] }));
  assert.equal(config.get().worker.name, 'mended');
  assert.deepEqual(config.facts(), []);
  assert.deepEqual(facts, ['edit-refused', 'mended', 'edit-taken']);
});

test('a typing slip in a key is refused by name instead of being lost at the next write', async (t) => {
  const { config } = await openTestConfig(t);
  await writeFile(config.file, (await readFile(config.file, 'utf8')).replace('"aliases"', '"alliases"'));
  await assert.rejects(config.update(rename('x')), /worker\.aliases/);
});

test('a write that fails leaves memory as it was and says why', async (t) => {
  const { config } = await openTestConfig(t);
  // A folder in place of the new file: fails for root, too.
  await mkdir(path.join(`${config.file}.new`, 'in the way'), { recursive: true });
  await assert.rejects(config.update(rename('x')), {
    code: 'STORAGE_UNAVAILABLE',
    message: /rota\.json cannot be written/,
  });
  assert.equal(config.get().worker.name, 'test-worker');
});

test('a data folder below a file refuses to open and names the path', async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(path.join(folder, 'file'), '');
  const below = path.join(folder, 'file', 'home');
  // Node's message names the folder on other systems, and what blocks it on Windows.
  const named = isWindows ? path.dirname(below) : below;
  await assert.rejects(openConfig({ folder: below, log: silentLog, clock: createHandClock() }), (error: Error) =>
    error.message.includes(named),
  );
});

test('after close nothing is changed any more, and what was under way is in the file', async (t) => {
  const { config } = await openTestConfig(t);
  const write = config.update(rename('last'));
  await config.close();
  await write;
  assert.match(await readFile(config.file, 'utf8'), /"last"/);
  await assert.rejects(config.update(rename('x')), { code: 'SHUTTING_DOWN' });
});
