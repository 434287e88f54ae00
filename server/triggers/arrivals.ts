import { createHash } from 'node:crypto';
import type { FileTrigger } from '../../contract/triggers.ts';
import type { Clock } from '../clock.ts';
import { fileNames } from '../domain/file-pattern.ts';
import type { Mark, TriggerStore } from '../store/trigger-store.ts';
import { filesInFolder, type FoundFile, type OnFolder, type WhereToLook } from './files-in-folder.ts';

/** A file that has arrived and has been still for long enough. */
export interface Arrived extends FoundFile {
  readonly key: string;
  /** When it was first seen, epoch ms. */
  readonly at: number;
}

export interface ArrivalDeps {
  readonly trigger: FileTrigger;
  readonly schedule: number;
  readonly clock: Clock;
  readonly store: Pick<TriggerStore, 'known' | 'mark'>;
  /** Stores a run for each, once; false if the schedule is not what it was. */
  readonly start: (files: readonly Arrived[]) => Promise<boolean>;
  readonly isStopped: () => boolean;
}

/** So many files are started, or marked, in one transaction. */
const aTransaction = 200;
/** What is remembered of files that are there; of more than this the database is asked at each look. */
const mostRemembered = 100_000;

/** The key of a file's mark: paths may be longer than an index takes. */
export const keyOf = ({ path, stamp }: Pick<FoundFile, 'path' | 'stamp'>): string =>
  createHash('sha256').update(`${path}\0${stamp}`).digest('base64url');

export const placeOf = ({ folder, pattern, subfolders, doneFolder, failedFolder }: FileTrigger): WhereToLook => ({
  folder,
  subfolders,
  matches: fileNames(pattern),
  without: [doneFolder, failedFolder].filter((one) => one !== null),
});

/** That what was there at first has been marked. Another folder or pattern begins anew. */
const beginningOf = ({ folder, pattern, subfolders }: FileTrigger): string =>
  `begin-${createHash('sha256')
    .update(JSON.stringify([folder, pattern, subfolders]))
    .digest('base64url')}`;

interface Seen {
  stamp: string;
  /** By the steady clock; null once it has its run. */
  since: number | null;
  at: number;
  look: number;
}

/** Looks at one folder, again and again. What it knows of the files is only a shortcut: the marks in the database decide. */
export function createArrivals(deps: ArrivalDeps) {
  const { trigger, schedule, clock, store } = deps;
  const place = placeOf(trigger);
  const stillMs = trigger.stillSeconds * 1000;
  const seen = new Map<string, Seen>();
  let hasBegun = trigger.existing;
  let look = 0;

  /** The files of a slice that nobody has seen before, or that have changed. */
  async function firstSeen(files: readonly FoundFile[]): Promise<void> {
    const fresh = files.filter(({ path, stamp }) => {
      const known = seen.get(path);
      if (known?.stamp !== stamp) return true;
      known.look = look;
      return false;
    });
    if (fresh.length === 0) return;
    const keys = fresh.map(keyOf);
    const marked = await store.known(schedule, trigger.id, keys);
    const now = clock.monotonic();
    for (const [at, { path, stamp }] of fresh.entries()) {
      const since = marked.has(keys[at]!) ? null : now;
      const known = seen.get(path);
      if (known === undefined && seen.size >= mostRemembered) continue;
      // One that is still being written arrived when it was first seen.
      const isWritten = known !== undefined && known.since !== null;
      seen.set(path, { stamp, since, at: isWritten ? known.at : clock.now(), look });
    }
  }

  function ready(files: readonly FoundFile[]): Arrived[] {
    const now = clock.monotonic();
    return files.flatMap((file) => {
      const known = seen.get(file.path);
      if (known === undefined || known.since === null || known.stamp !== file.stamp || now - known.since < stillMs)
        return [];
      return [{ ...file, key: keyOf(file), at: known.at }];
    });
  }

  async function start(files: readonly Arrived[]): Promise<boolean> {
    if (files.length === 0) return true;
    if (deps.isStopped() || !(await deps.start(files))) return false;
    for (const { path } of files) {
      const known = seen.get(path);
      if (known) known.since = null;
    }
    return true;
  }

  return {
    /** Throws if it cannot look. */
    async look(onFolder: OnFolder): Promise<FolderLook> {
      if (!hasBegun) hasBegun = await begun(deps, place, onFolder);
      if (!hasBegun) return nothing;
      look += 1;
      let started = 0;
      let batch: Arrived[] = [];
      for await (const files of filesInFolder(place, onFolder)) {
        if (deps.isStopped()) return nothing;
        await firstSeen(files);
        batch.push(...ready(files));
        if (batch.length < aTransaction) continue;
        if (!(await start(batch))) return nothing;
        started += batch.length;
        batch = [];
      }
      if (!(await start(batch))) return nothing;
      started += batch.length;
      let [earliest, waiting] = [Infinity, 0];
      for (const [path, { since, look: last }] of seen) {
        if (last !== look) seen.delete(path);
        else if (since !== null) [earliest, waiting] = [Math.min(earliest, since), waiting + 1];
      }
      const waitMs = earliest === Infinity ? null : Math.max(0, earliest + stillMs - clock.monotonic());
      return { started, waiting, waitMs };
    },
  };
}

export interface FolderLook {
  readonly started: number;
  /** Files that have not been still for long enough. */
  readonly waiting: number;
  /** Until something may have been; null if nothing waits. */
  readonly waitMs: number | null;
}

const nothing: FolderLook = { started: 0, waiting: 0, waitMs: null };

/**
 * Marks what is there already; again from the beginning if it was interrupted, for nothing has run yet. False if it is stopped in between.
 */
async function begun(deps: ArrivalDeps, place: WhereToLook, onFolder: OnFolder): Promise<boolean> {
  const { trigger, schedule, clock, store } = deps;
  const key = beginningOf(trigger);
  const mark = (marks: readonly Mark[]) => store.mark(schedule, trigger.id, marks);
  if ((await store.known(schedule, trigger.id, [key])).has(key)) return true;
  let marks: Mark[] = [];
  for await (const files of filesInFolder(place, onFolder)) {
    if (deps.isStopped()) return false;
    const at = clock.now();
    marks.push(...files.map(({ path, stamp }) => ({ key: keyOf({ path, stamp }), path, stamp, at, moves: false })));
    if (marks.length < aTransaction) continue;
    await mark(marks);
    marks = [];
  }
  await mark([...marks, { key, path: '', stamp: '', at: clock.now(), moves: false }]);
  return true;
}
