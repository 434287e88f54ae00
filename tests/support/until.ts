import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { listByKernel } from '../../server/runner/windows/process-list.ts';

/**
 * Resolves with the first truthy answer of `condition`. Only for what the operating system tells by no event: a process
 * that is gone, a file that another process writes. Rejects with `what` after `limitMs`.
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  limitMs = 15_000,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await condition();
    if (answer) return answer as Exclude<T, false | null | undefined | 0 | ''>;
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain: ${what}.`);
    await delay(5);
  }
}

/** Numbers of the processes whose parent this is, dead ones that nobody has fetched among them (Linux). */
export const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((each) => each > 0 && parentOf(each) === pid);

/** Whether a process is there and is no zombie (Linux; elsewhere whether it takes signals). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  return !/\) [ZX]/.test(statOf(pid) ?? ') X');
}

/** The process that started another; null where the system does not say (macOS). */
export function parentOf(pid: number): number | null {
  if (process.platform === 'win32') return listByKernel()?.find((row) => row.pid === pid)?.parent ?? null;
  const parent = /\) \S (\d+)/.exec(statOf(pid) ?? '')?.[1];
  return parent === undefined ? null : Number(parent);
}

/** The most memory a process ever held (Linux). */
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
