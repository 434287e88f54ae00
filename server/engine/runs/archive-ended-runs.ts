import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { packName } from '../../store/packs/run-packs.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** Archives the small files of ended runs in packs, at quiet times. */
export interface RunArchiver {
  /** A run is over. */
  ended(run: Pick<StoredRun, 'id' | 'queuedAt' | 'attempt'>): void;
  /** The folder of a run, with archived files unpacked for as long as they may be in use. */
  readonly folder: (run: Pick<StoredRun, 'id' | 'queuedAt'>) => Promise<string>;
  /** Starts the work; includes runs that an earlier server left. */
  start(): void;
  stop(): Promise<void>;
}

const lookEveryMs = 10_000;
/** A run is archived no earlier than this after its end, so that watchers of its log have the last lines. */
const restMs = 15_000;
/** It is quiet after this long without an ending run. */
const quietMs = 30_000;
/** Fewer runs wait for the next check, unless they have waited long: a thread for so few costs more than it saves. */
const manyWaiting = 200;
const longWaitMs = 600_000;
/** If runs end all the time, at most this many are archived per check, provided no more than that ended since the last one. */
const atATime = 20;
const slice = 500;
/** If it is never quiet, half of this many are archived at once; that slows down runs for some minutes. */
const tooMany = 20_000;
/** The limit for all files of a run together. */
const mostBytes = 64 * 1024;

interface Waiting {
  readonly id: string;
  readonly day: string;
  /** In monotonic ms. */
  readonly since: number;
}

/**
 * Archiving deletes files, and ext4 steps over recently deleted inodes when it looks for a new one: after thousands of deletions a run
 * costs twice as much. So this waits until nothing has ended for a while, and keeps pace where runs end every few seconds.
 */
export function createRunArchiver(core: EngineContext): RunArchiver {
  const { clock } = core;
  const waiting: Waiting[] = [];
  let endedLately = 0;
  let lastEnded = -Infinity;
  /** Days still to be searched, oldest first; null before the first check. */
  let days: string[] | null = null;
  let cancel: (() => void) | null = null;
  let working: Promise<void> = Promise.resolve();
  let isStopped = false;

  const root = () => path.dirname(path.dirname(core.runFolder({ id: 'any', queuedAt: 0 })));

  /** How many may be archived now. */
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
    // Runs that retention has deleted, or that are active in a restored database, are left as they are.
    const ended = await core.store.retention.endedOf(ids, clock.now() + 1);
    await core.packs
      .pack(day, ended, mostBytes)
      .catch((error: unknown) => core.log.warn('small files of runs could not be put together', { day, error }));
  }

  /** Searches one day for runs that an earlier server left. */
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
      // A due time that was skipped or missed has no files.
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
