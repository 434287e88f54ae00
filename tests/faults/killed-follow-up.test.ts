import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { isWine } from '../support/windows.ts';
import { temporaryFolder } from '../store/fixture.ts';

/** Each starts a program, and a start is slow under Wine. */
const rounds = isWine ? 4 : 30;

test('killed -9 again and again while runs end, one is over without what follows it, or with it twice', async (t) => {
  const file = path.join(await temporaryFolder(t), 'rota.db');
  const acknowledged: string[] = [];
  // Each kill comes at another point of its child’s work.
  for (let round = 0; round < rounds; round += 1) {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'following-child.ts'), file, String(round)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    let seen = 0;
    for await (const line of createInterface(child.stdout)) {
      acknowledged.push(line);
      seen += 1;
      if (seen < 1 + (round % 5)) continue;
      for (let spin = 0; spin < round * 10_000; spin += 1) Math.sqrt(spin);
      child.kill('SIGKILL');
    }
    await ended;
  }
  const db = new DatabaseSync(file);
  const rows = db
    .prepare(
      `SELECT id, status, (SELECT count(*) FROM run AS next WHERE next.follows = run.id) AS followers
       FROM run WHERE id LIKE 'first-%'`,
    )
    .all();
  db.close();
  const byId = new Map(rows.map((row) => [row['id'], row]));
  assert.ok(acknowledged.length >= rounds);
  for (const id of acknowledged) assert.equal(byId.get(id)?.['status'], 'ended', `${id} was acknowledged`);
  for (const { id, status, followers } of rows)
    assert.equal(followers, status === 'ended' ? 2 : 0, `what follows ${String(id)}, which is ${String(status)}`);
});
