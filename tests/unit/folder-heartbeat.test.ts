import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { createSystemClock, type Clock } from '../../server/clock.ts';
import { claimFolder } from '../../server/folder-heartbeat.ts';
import { lockFolder, type FolderLock } from '../../server/store/folder/folder-lock.ts';

const now = () => 1_000;
const dead = { pid: 4711, since: 1, host: 'robots-2' };

/** A clock whose waits return at once and count as fully waited. */
function quickClock(onWait: (at: number) => void = () => {}): Clock {
  let at = 0;
  return {
    ...createSystemClock(now, false),
    monotonic: () => at,
    after(ms, call) {
      at += ms;
      onWait(at);
      const timer = setImmediate(call);
      return () => clearImmediate(timer);
    },
  };
}

/** Windows removes no open file: the lock is released before the folder is removed. */
function home(t: TestContext): { folder: string; told: () => unknown; lock: FolderLock } {
  const folder = mkdtempSync(path.join(tmpdir(), 'rota-other-'));
  writeFileSync(path.join(folder, 'rota.lock.json'), JSON.stringify(dead));
  writeFileSync(path.join(folder, 'alive'), '1');
  const lock = lockFolder(folder, { now });
  t.after(() => {
    lock.release();
    rmSync(folder, { recursive: true, force: true });
  });
  const told = () => JSON.parse(readFileSync(path.join(folder, 'rota.lock.json'), 'utf8')) as unknown;
  return { folder, told, lock };
}

test('a folder that tells of a Rota that died on another computer is taken once no mark of it has come', async (t) => {
  const { folder, told, lock } = home(t);
  assert.deepEqual(told(), dead);
  let waited = 0;
  const said: string[] = [];
  await claimFolder(
    lock,
    folder,
    quickClock((at) => (waited = at)),
    (line) => said.push(line),
  );
  assert.ok(waited > 10_000, `it waited ${waited} ms`);
  assert.deepEqual(said, [`Rota looks for 12 s whether another Rota still uses ${folder}.`]);
  assert.deepEqual(told(), { pid: process.pid, since: now(), host: hostname() });
});

test('a Rota on another computer that still marks that it lives keeps the folder, and what is told of it', async (t) => {
  const { folder, told, lock } = home(t);
  const clock = quickClock((at) => at > 6_000 && writeFileSync(path.join(folder, 'alive'), '2'));
  await assert.rejects(claimFolder(lock, folder, clock), {
    name: 'FolderInUse',
    message: /^Another Rota \(on the computer robots-2, since 1970-.*\) uses the data folder/,
  });
  lock.release();
  assert.deepEqual(told(), dead);
});

test('in a container, where every Rota has the same number, the one that died is taken for one that lives', (t) => {
  const { folder, lock: ended } = home(t);
  ended.release();
  const before = { pid: process.pid, since: 1, host: hostname() };
  writeFileSync(path.join(folder, 'rota.lock.json'), JSON.stringify(before));
  const lock = lockFolder(folder, { now });
  const { doubtful } = lock;
  lock.release();
  assert.equal(doubtful, null);
});
