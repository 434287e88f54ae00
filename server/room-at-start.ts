import { statfsSync } from 'node:fs';
import { RotaError } from '../contract/errors.ts';
import { pause, type Clock } from './engine/clock.ts';

const lookEveryMs = 1_000;
/** Opening the database and saying where Rota is takes no more than this. */
const enoughBytes = 1024 * 1024;
/** With less than this nothing can be written: whatever the error says, it is the disk. */
const nothingBytes = 64 * 1024;

const codes = ['ENOSPC', 'EDQUOT'];

/** Whether a start failed because there is no room: by its error or what that came from, or since the disk has nothing left. */
export function isForWantOfRoom(error: unknown, home: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RotaError && cause.code === 'NO_ROOM') return true;
    if ('code' in cause && codes.includes(String(cause.code))) return true;
  }
  return freeBytes(home) < nothingBytes;
}

/** Resolves once there is room to start. */
export async function waitForRoom(home: string, clock: Clock): Promise<void> {
  while (freeBytes(home) < enoughBytes) await pause(clock, lookEveryMs);
  // Where a quota says no, the figures do not: the next try comes a moment later.
  await pause(clock, lookEveryMs);
}

function freeBytes(home: string): number {
  try {
    const { bsize, bavail } = statfsSync(home);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}
