import path from 'node:path';
import type { Notice } from '../../../contract/events.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { Log } from '../../log.ts';
import { isFull, type DiskSpace } from '../../domain/disk-room-rules.ts';
import type { Clock } from '../../clock.ts';
import { scarcest, whyNotWritable } from './disk-probe.ts';

/** Whether the disk has room for a run: its folder, its log, its outputs, and its rows. */
export interface DiskRoom {
  /** Checks the disk, unless it was just checked. While it is full no run is started. */
  isFull(): boolean;
  /**
   * Something could not be written, whatever the figures say (a quota, a read-only disk): the disk counts as full until a write
   * succeeds. Returns whether nothing can be written now.
   */
  noteRefused(code: string): boolean;
  /** Why a queued run waits, for the health answer, too; null if there is room. */
  reason(): Reason | null;
  trouble(): Translatable | null;
  /** The notice for people while it is full. */
  notice(): Notice | null;
  start(): void;
  stop(): void;
}

/** A result is cached for this long. */
const knownMs = 100;
const lookEveryMs = 1_000;
const noRoom = new Set(['ENOSPC', 'EDQUOT']);

const codeIn = ({ code }: { readonly code: string | null }): Reason['params'] => (code === null ? {} : { code });

interface DiskRoomDeps {
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The reserve of free space, in MB. */
  readonly keepFreeMegabytes: () => number;
  /** The disk has become full, or has room again. */
  readonly changed: (notice: Notice) => void;
}

export function createDiskRoom(deps: DiskRoomDeps): DiskRoom {
  const { clock, home } = deps;
  const places = [home, path.join(home, 'runs')];
  /** `code`: the system's error code if there would be room. */
  let full: { readonly since: number; readonly room: DiskSpace; readonly code: string | null } | null = null;
  let refused: string | null = null;
  let lookedAt = -Infinity;
  let cancel: (() => void) | null = null;
  let isStopped = false;

  function refresh(): void {
    lookedAt = clock.monotonic();
    const room = scarcest(places, deps.keepFreeMegabytes());
    if (refused !== null) refused = whyNotWritable(places);
    const isNow = refused !== null || (room !== null && isFull(room, full !== null));
    // No code if the disk is simply full; any other error is reported as it is.
    const code = refused === null || noRoom.has(refused) ? null : refused;
    if (isNow === (full !== null) && code === (full?.code ?? null)) return;
    const before = notice();
    const since = full?.since ?? clock.now();
    full = isNow ? { since, room: room ?? { freeBytes: 0, keptBytes: 0, share: 0, hasNames: true }, code } : null;
    if (code !== null) deps.log.error('the data folder cannot be written: runs wait until it can', { home, code });
    else if (isNow) deps.log.error('the disk is full: runs wait until there is room', { home, ...room });
    else deps.log.warn('there is room on the disk again: runs go on', { home });
    const told = notice() ?? before;
    if (told !== null) deps.changed(told);
  }

  const notice = (): Notice | null =>
    full && {
      id: 'no-room',
      kind: 'storage',
      at: full.since,
      params:
        full.code === null
          ? { what: 'no-room', free: full.room.freeBytes, kept: full.room.keptBytes, home }
          : { what: 'not-writable', code: full.code, home },
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
    noteRefused(code) {
      refused = code;
      refresh();
      return full !== null;
    },
    reason: () => full && { code: full.code === null ? 'no-room' : 'not-writable', params: codeIn(full) },
    trouble: () =>
      full &&
      (full.code === null
        ? said`the disk is full: runs wait until there is room`
        : said`the data folder cannot be written (${full.code}): runs wait until it can be`),
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
