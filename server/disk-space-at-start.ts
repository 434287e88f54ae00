import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RotaError } from '../contract/errors.ts';
import { pause, type Clock } from './clock.ts';
import type { DiskFault } from './http/listening/disk-full-listener.ts';

const lookEveryMs = 1_000;
/** Opening the database and writing the connection file takes no more than this. */
const enoughBytes = 1024 * 1024;
/** With less than this nothing can be written: the disk is the cause, whatever the error says. */
const nothingBytes = 64 * 1024;

const codes = ['ENOSPC', 'EDQUOT'];

/** Whether a start failed because nothing can be written: by the error or its cause, or because the disk is full. */
export function diskFaultOf(error: unknown, home: string): DiskFault | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if ((cause instanceof RotaError && code === 'NO_ROOM') || codes.includes(code)) return 'full';
    if (code === 'EROFS') return 'read-only';
  }
  return freeBytes(home) < nothingBytes ? 'full' : null;
}

/** Resolves when there is room to start. */
export async function waitForDiskSpace(home: string, want: DiskFault, clock: Clock): Promise<void> {
  if (want === 'read-only') while (isReadOnly(home)) await pause(clock, lookEveryMs);
  else while (freeBytes(home) < enoughBytes) await pause(clock, lookEveryMs);
  // A quota is not visible in the figures, so the start is retried a moment later.
  await pause(clock, lookEveryMs);
}

function isReadOnly(home: string): boolean {
  const file = path.join(home, 'room.probe');
  try {
    writeFileSync(file, '', { mode: 0o600 });
    rmSync(file, { force: true });
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS';
  }
}

function freeBytes(home: string): number {
  try {
    const { bsize, bavail } = statfsSync(home);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}
