import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { silentLog } from '../../server/log.ts';
import { openConfig } from '../../server/store/config/config-file.ts';
import { FolderInUse, lockFolder } from '../../server/store/folder/folder-lock.ts';
import { temporaryFolder } from './fixture.ts';
import { createHandClock } from '../support/hand-clock.ts';
import { assertOwnerOnly, isWine } from '../support/windows.ts';

const now = () => Date.UTC(2026, 0, 31);

/** A child of dying-child.ts; `lines` are its acknowledgements. */
function startChild(what: 'lock' | 'write', folder: string) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'dying-child.ts'), what, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface(child.stdout), ended: once(child, 'exit') };
}

test('a second Rota on the same folder is told who holds it, and the lock of one killed with -9 is free at once', async (t) => {
  const folder = await temporaryFolder(t);
  const { child, lines, ended } = startChild('lock', folder);
  await once(lines, 'line');
  assert.throws(
    () => lockFolder(folder, { now }),
    (error: unknown) => {
      assert.ok(error instanceof FolderInUse);
      assert.equal(error.holder?.pid, child.pid);
      assert.equal(error.holder?.url, 'http://127.0.0.1:8484');
      assert.ok(error.message.includes(folder) && error.message.includes(String(child.pid)));
      return true;
    },
  );
  assertOwnerOnly(path.join(folder, 'rota.lock.json'));
  child.kill('SIGKILL');
  await ended;
  const lock = lockFolder(folder, { now });
  lock.release();
});

test('one process cannot take a folder twice; a released or damaged lock can be taken', async (t) => {
  const folder = path.join(await temporaryFolder(t), 'not yet there');
  const first = lockFolder(folder, { now, pid: 4711 });
  assert.throws(() => lockFolder(folder, { now }), {
    name: 'FolderInUse',
    holder: { pid: 4711, since: now(), host: hostname() },
  });
  first.release();
  first.release();
  assert.deepEqual(await readdir(folder), ['rota.lock']);
  await writeFile(path.join(folder, 'rota.lock'), 'not a database at all'.repeat(100));
  const second = lockFolder(folder, { now });
  assert.throws(() => lockFolder(folder, { now }), FolderInUse);
  second.release();
});

/** Each starts a program, and a start is slow under Wine. */
const rounds = isWine ? 4 : 20;

test('killed -9 in mid-write again and again, the document is whole and holds all that was acknowledged', async (t) => {
  const folder = await temporaryFolder(t);
  let acknowledged = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { child, lines, ended } = startChild('write', folder);
    const killAfter = acknowledged + 1 + (round % 4);
    for await (const line of lines) {
      acknowledged = Math.max(acknowledged, Number(line));
      // By then the child is in its next write; the extra work moves the kill to another point each round.
      if (acknowledged >= killAfter) {
        for (let spin = 0; spin < round * 20_000; spin += 1) Math.sqrt(spin);
        child.kill('SIGKILL');
      }
    }
    await ended;
    const config = await openConfig({ folder, log: silentLog, clock: createHandClock() });
    const found = Number(config.get().worker.aliases[0]);
    assert.deepEqual(config.facts(), []);
    assert.ok(found >= acknowledged, `round ${round}: ${acknowledged} acknowledged, ${found} found`);
    await config.close();
  }
  await assertNothingLeftOver(folder);
});

/** One more write removes what a kill has left. */
async function assertNothingLeftOver(folder: string): Promise<void> {
  const config = await openConfig({ folder, log: silentLog, clock: createHandClock() });
  await config.update((document) => ({ ...document, removedBundled: ['swept'] }));
  await config.close();
  assert.deepEqual((await readdir(folder)).sort(), ['rota.json', 'rota.json.bak']);
}
