import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { listByKernel } from '../../server/runner/windows/process-list.ts';

/**
 * Polls until `condition` is truthy and resolves with it. Only for changes without an event: a process that ends, a file that another
 * process writes. Rejects with `what` after `limitMs`.
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  limitMs = 45_000,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await condition();
    if (answer) return answer as Exclude<T, false | null | undefined | 0 | ''>;
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain: ${what}.`);
    await delay(5);
  }
}

/** The pids of a process's children, including unreaped zombies (Linux). */
export const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((each) => each > 0 && parentOf(each) === pid);

/** Whether a process exists and is no zombie (Linux; elsewhere whether it accepts signals). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  return !/\) [ZX]/.test(statOf(pid) ?? ') X');
}

/** The parent of a process; null where the system does not report it (macOS). */
export function parentOf(pid: number): number | null {
  if (process.platform === 'win32') return listByKernel()?.find((row) => row.pid === pid)?.parent ?? null;
  const parent = /\) \S (\d+)/.exec(statOf(pid) ?? '')?.[1];
  return parent === undefined ? null : Number(parent);
}

/** The peak memory of a process (Linux). */
export function peakMegabytes(pid: number): number {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(peak) / 1024;
}

function statOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
}
