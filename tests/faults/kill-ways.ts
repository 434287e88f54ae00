import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parentOf } from '../support/until.ts';

/** The processes that supervise a server's children (Linux; none are found elsewhere). */
export function hostsOf(server: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === server && isHost(pid));
}

function isHost(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('host');
  } catch {
    return false;
  }
}

/** A server that is killed, possibly before it is ready. */
export async function diesWhileStarting(home: string, afterMs: number): Promise<void> {
  const main = path.join(import.meta.dirname, '..', '..', 'server', 'main.ts');
  const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_PORT: '0', ROTA_LOG: 'error' };
  const child = spawn(process.execPath, [main], { env, stdio: 'ignore' });
  const end = once(child, 'exit');
  await delay(afterMs);
  child.kill('SIGKILL');
  await end;
}
