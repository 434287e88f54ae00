import { createHash } from 'node:crypto';
import type { RemoteTrigger } from '../../contract/remote-trigger.ts';
import type { Clock } from '../clock.ts';
import { fileNames } from '../domain/file-pattern.ts';
import type { Mark, TriggerStore } from '../store/trigger-store.ts';
import { keyOf } from './arrivals.ts';
import type { RemoteFile, RemoteFolder } from './remote-folder.ts';

/** A file of a server that is to make a run. */
export interface ArrivedRemote extends RemoteFile {
  readonly key: string;
  /** When it was first seen, epoch ms. */
  readonly at: number;
  readonly download: (target: string) => Promise<void>;
}

interface ArrivalDeps {
  readonly trigger: RemoteTrigger;
  readonly schedule: number;
  readonly clock: Clock;
  readonly store: Pick<TriggerStore, 'known' | 'mark'>;
  /** Stores the run of a file, once: whether it made one; null if the schedule is not what it was. */
  readonly start: (file: ArrivedRemote) => Promise<boolean | null>;
  readonly isStopped: () => boolean;
}

interface Seen {
  readonly stamp: string;
  /** By the steady clock; null once it has its run. */
  readonly since: number | null;
  readonly at: number;
}

export interface RemoteLook {
  readonly started: number;
  /** Files that match and have not been still for long enough. */
  readonly waiting: number;
  /** Milliseconds until one of them may have been; null if none waits. */
  readonly waitMs: number | null;
  /** Everything that is in the folder, by path with its stamp. */
  readonly present: ReadonlyMap<string, RemoteFile>;
}

/** So many are asked for, or marked, at once. */
const together = 500;

const beginningOf = ({ kind, host, port, user, folder, pattern, subfolders }: RemoteTrigger): string =>
  `begin-${createHash('sha256')
    .update(JSON.stringify([kind, host, port, user, folder, pattern, ...(subfolders === true ? ['subfolders'] : [])]))
    .digest('base64url')}`;

/** Looks at a folder of a server, again and again; the marks in the database decide what has had its run. */
export function createRemoteArrivals(deps: ArrivalDeps) {
  const { trigger, schedule, clock, store } = deps;
  const matches = fileNames(trigger.pattern);
  const stillMs = trigger.stillSeconds * 1000;
  let seen = new Map<string, Seen>();
  let hasBegun = trigger.existing;

  /** Marks what is there already; again from the beginning if it was interrupted, for nothing has run yet. */
  async function begin(files: readonly RemoteFile[]): Promise<void> {
    const key = beginningOf(trigger);
    if (!(await store.known(schedule, trigger.id, [key])).has(key)) {
      const at = clock.now();
      const marks = files.map(({ path, stamp }): Mark => ({
        key: keyOf({ path, stamp }),
        path,
        stamp,
        at,
        moves: false,
      }));
      for (let from = 0; from < marks.length; from += together)
        await store.mark(schedule, trigger.id, marks.slice(from, from + together));
      await store.mark(schedule, trigger.id, [{ key, path: '', stamp: '', at, moves: false }]);
    }
    hasBegun = true;
  }

  /** What is known of the files now; those that are new, or have changed, are looked up. */
  async function known(files: readonly RemoteFile[]): Promise<Map<string, Seen>> {
    const now = new Map<string, Seen>();
    for (let from = 0; from < files.length; from += together) {
      const slice = files.slice(from, from + together);
      const fresh = slice.filter(({ path, stamp }) => seen.get(path)?.stamp !== stamp);
      const marked = fresh.length === 0 ? new Set<string>() : await store.known(schedule, trigger.id, fresh.map(keyOf));
      for (const file of slice) {
        const before = seen.get(file.path);
        if (before?.stamp === file.stamp) now.set(file.path, before);
        else {
          const since = marked.has(keyOf(file)) ? null : clock.monotonic();
          const isWritten = before !== undefined && before.since !== null;
          now.set(file.path, { stamp: file.stamp, since, at: isWritten ? before.at : clock.now() });
        }
      }
    }
    return now;
  }

  return {
    /** Throws RemoteProblem, or what was wrong on this computer. */
    async look(folder: RemoteFolder): Promise<RemoteLook> {
      const all = await folder.list();
      const present = new Map(all.map((file) => [file.path, file]));
      const files = all.filter(({ name }) => matches(name));
      if (!hasBegun) await begin(files);
      seen = await known(files);
      let [started, waiting, earliest] = [0, 0, Infinity];
      for (const file of files) {
        const { since, at, stamp } = seen.get(file.path)!;
        if (since === null) continue;
        const leftMs = since + stillMs - clock.monotonic();
        if (leftMs > 0) {
          waiting += 1;
          earliest = Math.min(earliest, leftMs);
          continue;
        }
        if (deps.isStopped()) break;
        const download = (target: string) => folder.download(file, target);
        const isMade = await deps.start({ ...file, key: keyOf(file), at, download });
        if (isMade === null) break;
        seen.set(file.path, { stamp, at, since: null });
        if (isMade) started += 1;
      }
      return { started, waiting, waitMs: earliest === Infinity ? null : earliest, present };
    },
  };
}
