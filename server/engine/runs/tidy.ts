import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { packName } from '../../store/packs/run-packs.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** Puts the small files of ended runs together, when that is in nobody's way. */
export interface Tidy {
  /** A run is over. */
  ended(run: Pick<StoredRun, 'id' | 'queuedAt' | 'attempt'>): void;
  /** The folder of a run; what was put away is there again, for as long as it may be looked at. */
  readonly folder: (run: Pick<StoredRun, 'id' | 'queuedAt'>) => Promise<string>;
  /** From now on; what a server before this one left, too. */
  start(): void;
  stop(): Promise<void>;
}

const lookEveryMs = 10_000;
/** A run is not touched before: whoever follows its log has its last lines by then. */
const restMs = 15_000;
/** So long nothing ended: it is quiet. */
const quietMs = 30_000;
/** Fewer wait for the next look, unless they have waited long: a thread for each would be dearer than what it saves. */
const manyWaiting = 200;
const longWaitMs = 600_000;
/** Where runs end all the time, so many are put away at a look, if no more than this ended since the last. */
const atATime = 20;
const slice = 500;
/** Where it is never quiet, half of so many are put away at once, and the runs of some minutes pay for it. */
const tooMany = 20_000;
/** Of all files of a run together. */
const mostBytes = 64 * 1024;

interface Waiting {
  readonly id: string;
  readonly day: string;
  /** By the steady clock. */
  readonly since: number;
}

/**
 * Files are removed by this, and on ext4 an inode that was removed in the last minutes is stepped over when a new one is sought: after
 * thousands a run costs twice as much. So it waits until nothing has ended for a while, and keeps pace where runs end every few seconds.
 */
export function createTidy(core: EngineContext): Tidy {
  const { clock } = core;
  const waiting: Waiting[] = [];
  let endedLately = 0;
  let lastEnded = -Infinity;
  /** Days that are still to be looked through, oldest first; null before the first look. */
  let days: string[] | null = null;
  let cancel: (() => void) | null = null;
  let working: Promise<void> = Promise.resolve();
  let isStopped = false;

  const root = () => path.dirname(path.dirname(core.runFolder({ id: 'any', queuedAt: 0 })));

  /** How many may be put away now. */
  function pace(isQuiet: boolean): number {
    if (isQuiet || core.room.isFull()) return Infinity;
    if (waiting.length >= tooMany) return tooMany / 2;
    return endedLately <= atATime ? manyWaiting : 0;
  }

  async function look(): Promise<void> {
    const now = clock.monotonic();
    const isQuiet = now - lastEnded >= quietMs;
    const most = pace(isQuiet);
    endedLately = 0;
    const hasWaited = now - (waiting[0]?.since ?? Infinity) >= longWaitMs;
    if (waiting.length >= manyWaiting || core.room.isFull() || hasWaited) await putAway(now - restMs, most);
    if (isQuiet) await lookThroughDay();
  }

  async function putAway(before: number, most: number): Promise<void> {
    for (let left = most; left > 0 && !isStopped;) {
      const ripe = waiting.findIndex(({ since }) => since > before);
      const taken = waiting.splice(0, Math.min(slice, left, ripe === -1 ? waiting.length : ripe));
      if (taken.length === 0) return;
      left -= taken.length;
      for (const [day, runs] of Map.groupBy(taken, (one) => one.day))
        await pack(
          day,
          runs.map(({ id }) => id),
        );
    }
  }

  async function pack(day: string, ids: readonly string[]): Promise<void> {
    // A run that retention has removed, or that a restored database knows as active, stays as it is.
    const ended = await core.store.retention.endedOf(ids, clock.now() + 1);
    await core.packs
      .pack(day, ended, mostBytes)
      .catch((error: unknown) => core.log.warn('small files of runs could not be put together', { day, error }));
  }

  /** One day of those that a server before this one left. */
  async function lookThroughDay(): Promise<void> {
    days ??= (await readdir(root()).catch(() => [])).filter((name) => !Number.isNaN(Date.parse(name))).sort();
    const name = days.shift();
    if (name === undefined) return;
    const day = path.join(root(), name);
    const before = clock.now() - restMs;
    const ids = (await readdir(day).catch(() => [])).filter((id) => !id.startsWith(packName));
    for (let from = 0; from < ids.length && !isStopped; from += slice) {
      const ended = await core.store.retention.endedOf(ids.slice(from, from + slice), before);
      await pack(day, ended);
    }
  }

  function note(id: string, folder: string): void {
    waiting.push({ id, day: path.dirname(folder), since: clock.monotonic() });
  }

  function again(): void {
    if (isStopped) return;
    cancel = clock.after(lookEveryMs, () => {
      working = look().catch((error: unknown) =>
        core.log.error('putting small files of runs together failed', { error }),
      );
      void working.then(again);
    });
  }

  return {
    ended(run) {
      // A time that was skipped or missed left nothing, and made nothing.
      if (run.attempt === 0) return;
      lastEnded = clock.monotonic();
      endedLately += 1;
      note(run.id, core.runFolder(run));
    },
    async folder(run) {
      const folder = core.runFolder(run);
      const isThere = await access(folder).then(
        () => true,
        () => false,
      );
      if (!isThere && (await core.packs.unpack(path.dirname(folder), run.id))) note(run.id, folder);
      return folder;
    },
    start() {
      lastEnded = clock.monotonic();
      again();
    },
    async stop() {
      isStopped = true;
      cancel?.();
      await working;
    },
  };
}
