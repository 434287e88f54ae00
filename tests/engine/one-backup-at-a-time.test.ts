import assert from 'node:assert/strict';
import test from 'node:test';
import { oneAtATime } from '../../server/engine/configuration/make-backup.ts';
import { startRota } from '../support/server.ts';

test('backups asked for in one millisecond are all answered, with a folder that is in the list', async (t) => {
  const server = await startRota();
  t.after(() => server.stop());
  const made = await Promise.all(
    Array.from({ length: 20 }, () => server.console<{ folder: string }>('POST', '/api/backup')),
  );
  const folders = new Set(made.map(({ folder }) => folder));
  // The first, and the one that all later callers share.
  assert.ok(folders.size <= 3, `${folders.size} backups were made for calls that could have shared one`);
  const { backups } = await server.console<{ backups: { name: string; problem: string | null }[] }>(
    'GET',
    '/api/backups',
  );
  assert.equal(backups.length, folders.size);
  for (const folder of folders) {
    const found = backups.find(({ name }) => folder.endsWith(name));
    assert.equal(found?.problem, null, folder);
  }
});

test('backups one after the other within a millisecond have names of their own', async (t) => {
  const server = await startRota();
  t.after(() => server.stop());
  const folders = [];
  for (let count = 0; count < 5; count += 1)
    folders.push((await server.console<{ folder: string }>('POST', '/api/backup')).folder);
  assert.equal(new Set(folders).size, 5);
});

test('who asks while one is made gets one that began afterwards, never the one under way; and a failure is not the next one’s', async () => {
  const begun: PromiseWithResolvers<number>[] = [];
  const make = oneAtATime((_what: string) => {
    const work = Promise.withResolvers<number>();
    begun.push(work);
    return work.promise;
  });
  const first = make('same');
  const second = make('same');
  const third = make('same');
  assert.equal(begun.length, 1, 'one at a time');
  begun[0]!.reject(new Error('no room'));
  await assert.rejects(first, /no room/);
  assert.equal(begun.length, 2, 'the next begins, whatever became of the first');
  const fourth = make('same');
  const other = make('other');
  begun[1]!.resolve(2);
  assert.deepEqual([await second, await third], [2, 2]);
  begun[2]!.resolve(3);
  assert.equal(await fourth, 3);
  // Another passphrase makes another backup.
  begun[3]!.resolve(4);
  assert.equal(await other, 4);
});
