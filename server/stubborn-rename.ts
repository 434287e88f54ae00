import { renameSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

type Wait = (ms: number) => Promise<unknown>;
type Rename = (from: string, to: string) => void | Promise<void>;

/** Together about 0.8 s: a virus scanner or an indexer of Windows locks a new file for some milliseconds, rarely longer. */
const pausesMs = [5, 10, 20, 50, 100, 200, 400];

/** The error of Windows while another program has one of the two open. */
const isHeld = (error: unknown): boolean =>
  error instanceof Error && /^(EPERM|EBUSY|EACCES)$/.test((error as NodeJS.ErrnoException).code ?? '');

/**
 * Renames a file or a folder, replacing an existing file; retries while another program has one of them open. @throws as `rename`, after the last
 * try.
 */
export async function renameStubbornly(
  from: string,
  to: string,
  wait: Wait = pause,
  move: Rename = rename,
): Promise<void> {
  for (const ms of pausesMs) {
    try {
      return await move(from, to);
    } catch (error) {
      if (!isHeld(error)) throw error;
      await wait(ms);
    }
  }
  await move(from, to);
}

/** The same, synchronous, for files that are written before anything runs; blocks this thread. */
export function renameStubbornlyNow(
  from: string,
  to: string,
  hold: (ms: number) => void = holdThread,
  move: (from: string, to: string) => void = renameSync,
): void {
  for (const ms of pausesMs) {
    try {
      return move(from, to);
    } catch (error) {
      if (!isHeld(error)) throw error;
      hold(ms);
    }
  }
  move(from, to);
}

const holdThread = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
