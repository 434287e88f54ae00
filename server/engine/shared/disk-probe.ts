import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';
import { roomOf, type DiskSpace } from '../../domain/disk-room-rules.ts';

const probeBytes = 64 * 1024;

/** The disk with the least room, of those that Rota writes to; null if the system does not report it. */
export function scarcest(places: readonly string[], keepFreeMegabytes: number): DiskSpace | null {
  const rooms = places.flatMap((place) => {
    try {
      return roomOf(statfsSync(place), keepFreeMegabytes);
    } catch {
      return [];
    }
  });
  return rooms.reduce<DiskSpace | null>(
    (least, one) => (least === null || one.share < least.share ? one : least),
    null,
  );
}

/** Why Rota cannot write where it must, as the system's error code; the first place is the data folder. */
export function whyNotWritable(places: readonly string[]): string | null {
  const [home] = places;
  for (const place of places) {
    const why = whyNotIn(place, place !== home);
    if (why !== null) return why;
  }
  return null;
}

function whyNotIn(place: string, mayMake: boolean): string | null {
  const file = path.join(place, 'room.probe');
  try {
    // The data folder itself is never created: an empty one would be in the way when somebody puts the right one back.
    if (mayMake && !existsSync(place)) mkdirSync(place, { mode: 0o700 });
    const descriptor = openSync(file, 'w', 0o600);
    try {
      for (let left = probeBytes; left > 0;) left -= writeSync(descriptor, Buffer.alloc(left, 1));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    takeAway(file);
  }
}

/** If nothing can be changed any more, nothing can be deleted either. */
function takeAway(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The next check reports the fault.
  }
}
