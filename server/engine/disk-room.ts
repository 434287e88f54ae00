import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Notice } from '../../contract/events.ts';
import type { Log } from '../log.ts';
import { isFull, roomOf, type Room } from '../domain/room.ts';
import type { Clock } from './clock.ts';

/** Whether the disk has room for what a robot needs: its folder, its log, its outputs, and the rows that tell of it. */
export interface DiskRoom {
  /** Looks, unless it has just looked. While it is full no run is begun. */
  isFull(): boolean;
  /** The disk said that it is full, whatever the figures are (a quota): it is believed until something could be written. */
  noteFull(): void;
  /** What a person is told while it is full. */
  notice(): Notice | null;
  start(): void;
  stop(): void;
}

/** What is known for so long is not asked again. */
const knownMs = 100;
const lookEveryMs = 1_000;
const probeBytes = 64 * 1024;

export function createDiskRoom(deps: {
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Free space that is kept, in MB. */
  readonly keepFreeMegabytes: () => number;
  /** It became full, or has room again. */
  readonly changed: (notice: Notice) => void;
}): DiskRoom {
  const { clock, home } = deps;
  const places = [home, path.join(home, 'runs')];
  let full: { readonly since: number; readonly room: Room } | null = null;
  let wasRefused = false;
  let lookedAt = -Infinity;
  let cancel: (() => void) | null = null;
  let isStopped = false;

  /** The scarcest of the disks that Rota writes to; null where the system does not say. */
  function look(): Room | null {
    const rooms = places.flatMap((place) => {
      try {
        return roomOf(statfsSync(place), deps.keepFreeMegabytes());
      } catch {
        return [];
      }
    });
    return rooms.reduce<Room | null>((least, one) => (least === null || one.share < least.share ? one : least), null);
  }

  function mayWrite(): boolean {
    const file = path.join(home, 'room.probe');
    try {
      const descriptor = openSync(file, 'w', 0o600);
      try {
        for (let left = probeBytes; left > 0;) left -= writeSync(descriptor, Buffer.alloc(left, 1));
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      return true;
    } catch {
      return false;
    } finally {
      rmSync(file, { force: true });
    }
  }

  function refresh(): void {
    lookedAt = clock.monotonic();
    const room = look();
    if (wasRefused && mayWrite()) wasRefused = false;
    const isNow = wasRefused || (room !== null && isFull(room, full !== null));
    if (isNow === (full !== null)) return;
    const before = notice();
    full = isNow
      ? { since: clock.now(), room: room ?? { freeBytes: 0, keptBytes: 0, share: 0, hasNames: true } }
      : null;
    if (isNow) deps.log.error('the disk is full: runs wait until there is room', { home, ...room });
    else deps.log.warn('there is room on the disk again: runs go on', { home });
    const told = notice() ?? before;
    if (told !== null) deps.changed(told);
  }

  const notice = (): Notice | null =>
    full && {
      id: 'no-room',
      kind: 'storage',
      at: full.since,
      params: { what: 'no-room', free: full.room.freeBytes, kept: full.room.keptBytes, home },
      runIds: [],
    };

  function again(): void {
    if (isStopped) return;
    cancel = clock.after(lookEveryMs, () => {
      refresh();
      again();
    });
  }

  return {
    isFull() {
      if (clock.monotonic() - lookedAt >= knownMs) refresh();
      return full !== null;
    },
    noteFull() {
      wasRefused = true;
      refresh();
    },
    notice,
    start() {
      refresh();
      again();
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
