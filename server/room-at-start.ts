import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RotaError } from '../contract/errors.ts';
import { pause, type Clock } from './clock.ts';
import type { WantOfRoom } from './http/listening/no-room-door.ts';

const lookEveryMs = 1_000;
/** Opening the database and saying where Rota is takes no more than this. */
const enoughBytes = 1024 * 1024;
/** With less than this nothing can be written: whatever the error says, it is the disk. */
const nothingBytes = 64 * 1024;

const codes = ['ENOSPC', 'EDQUOT'];

/** Whether a start failed because nothing can be written: by its error or what that came from, or since the disk has nothing left. */
export function wantOfRoom(error: unknown, home: string): WantOfRoom | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if ((cause instanceof RotaError && code === 'NO_ROOM') || codes.includes(code)) return 'full';
    if (code === 'EROFS') return 'read-only';
  }
  return freeBytes(home) < nothingBytes ? 'full' : null;
}

/** Resolves once there is room to start. */
export async function waitForRoom(home: string, want: WantOfRoom, clock: Clock): Promise<void> {
  if (want === 'read-only') while (isReadOnly(home)) await pause(clock, lookEveryMs);
  else while (freeBytes(home) < enoughBytes) await pause(clock, lookEveryMs);
  // Where a quota says no, the figures do not: the next try comes a moment later.
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
