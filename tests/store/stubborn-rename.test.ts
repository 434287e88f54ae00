import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { lockFolder } from '../../server/store/folder/folder-lock.ts';
import { renameStubbornly, renameStubbornlyNow } from '../../server/stubborn-rename.ts';
import { temporaryFolder } from './fixture.ts';

const held = (code: string) => Object.assign(new Error(code), { code });

test('a file that a scanner holds for a moment is renamed all the same', async () => {
  for (const code of ['EPERM', 'EBUSY', 'EACCES']) {
    const waited: number[] = [];
    let tries = 0;
    const move = () => {
      tries += 1;
      if (tries < 4) throw held(code);
    };
    renameStubbornlyNow('a', 'b', (ms) => waited.push(ms), move);
    assert.deepEqual([tries, waited], [4, [5, 10, 20]]);
    tries = 0;
    await renameStubbornly('a', 'b', (ms) => Promise.resolve(waited.push(ms)), move);
    assert.deepEqual([tries, waited], [4, [5, 10, 20, 5, 10, 20]]);
  }
});

test('a file that is held for good, or is not there, is said', async () => {
  const never = () => {
    throw held('EPERM');
  };
  assert.throws(() => renameStubbornlyNow('a', 'b', () => {}, never), { code: 'EPERM' });
  await assert.rejects(
    renameStubbornly('a', 'b', () => Promise.resolve(), never),
    { code: 'EPERM' },
  );
  assert.throws(() => renameStubbornlyNow('there is no such file', 'b', () => assert.fail('waited for nothing')), {
    code: 'ENOENT',
  });
});

test('that the hint of who holds a folder cannot be written keeps nobody from holding it', async (t) => {
  const folder = await temporaryFolder(t);
  // A folder in its place: neither renaming nor removing a file can succeed, as with an open file on Windows.
  mkdirSync(path.join(folder, 'rota.lock.json', 'inside'), { recursive: true });
  const lock = lockFolder(folder, { now: () => 1 });
  lock.announce({ url: 'http://127.0.0.1:1' });
  lock.release();
  writeFileSync(path.join(folder, 'free'), 'yes');
  const again = lockFolder(folder, { now: () => 2 });
  again.release();
  assert.equal(readFileSync(path.join(folder, 'free'), 'utf8'), 'yes');
});
