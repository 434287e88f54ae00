import { setTimeout as delay } from 'node:timers/promises';

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

/** Whether a process is there and is no zombie (Linux; elsewhere whether it takes signals). */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  const { readFile } = await import('node:fs/promises');
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ') X');
  return !/\) [ZX]/.test(stat);
}
