import { readdir, stat } from 'node:fs/promises';
import { statfsSync } from 'node:fs';
import path from 'node:path';
import type { StorageAnswer } from '../../../contract/upkeep.ts';
import { roomOf } from '../../domain/disk-room-rules.ts';
import { folderUse, type FolderUse } from '../../store/folder/folder-use.ts';
import { isOfPack } from '../../store/packs/run-packs.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** Looking at more files at a time would keep the disk busy for a figure that is only read; the next call goes on where this one stopped. */
const mostFiles = 20_000;

/** Of fewer the database, which has a size of its own, would be shared out among too few. */
const fewestRuns = 100;

/** What is known of a day's folder, by what it was when its entries were measured. */
interface Day {
  readonly mark: string;
  readonly own: number;
  /** Bytes of the entries that do not change any more. */
  readonly known: Map<string, number>;
  /** Bytes of the others: the pack, and what ran then. */
  readonly changing: number;
  readonly wasBusy: boolean;
  readonly isAll: boolean;
}

/** What the data folder holds now. A day in which no folder came or went and nothing runs is not looked at again. */
export function createStorageUse(home: string, core: EngineContext): () => Promise<StorageAnswer> {
  const { store } = core;
  const root = path.join(home, 'runs');
  const days = new Map<string, Day>();
  let asked: Promise<StorageAnswer> | null = null;

  async function look(): Promise<StorageAnswer> {
    const kept = await store.retention.kept();
    const databaseBytes = sum(
      await Promise.all(['rota.db', 'rota.db-wal'].map((name) => bytesOf(path.join(home, name)))),
    );
    const isAll = await lookAtDays();
    const runBytes = sum(
      [...days.values()].map(({ own, known, changing }) => own + changing + sum([...known.values()])),
    );
    const isKnown = isAll && kept.runs >= fewestRuns;
    return {
      ...kept,
      databaseBytes,
      runBytes,
      bytesARun: isKnown ? Math.ceil((databaseBytes + runBytes) / kept.runs) : null,
      freeBytes: freeBytes(),
      isAtLeast: !isAll,
    };
  }

  /** False where there is more to be measured. */
  async function lookAtDays(): Promise<boolean> {
    const names = (await readdir(root).catch(() => [])).sort().reverse();
    for (const name of days.keys()) if (!names.includes(name)) days.delete(name);
    const open = new Set((await store.runs.unsettled()).map(({ run }) => core.runFolder(run)));
    const busy = new Set([...open].map((folder) => path.basename(path.dirname(folder))));
    const changed: string[] = [];
    for (const name of names) if (busy.has(name) || (await hasChanged(name))) changed.push(name);
    const folders = changed.map((name) => ({ folder: path.join(root, name), known: [...knownOf(name).keys()] }));
    const uses = await folderUse(folders, mostFiles);
    for (const [index, use] of uses.entries()) keep(changed[index] ?? '', use, open, busy);
    return [...days.values()].every((day) => day.isAll);
  }

  const knownOf = (name: string) => days.get(name)?.known ?? new Map<string, number>();

  async function hasChanged(name: string): Promise<boolean> {
    const day = days.get(name);
    return day === undefined || !day.isAll || day.wasBusy || day.mark !== (await markOf(path.join(root, name)));
  }

  function keep(name: string, use: FolderUse, open: ReadonlySet<string>, busy: ReadonlySet<string>): void {
    const there = new Set(use.names);
    const known = new Map([...knownOf(name)].filter(([id]) => there.has(id)));
    let changing = 0;
    for (const [id, bytes] of use.found) {
      if (isOfPack(id) || open.has(path.join(root, name, id))) changing += bytes;
      else known.set(id, bytes);
    }
    const { own, isAll } = use;
    days.set(name, { mark: own.mark, own: own.bytes, known, changing, wasBusy: busy.has(name), isAll });
  }

  function freeBytes(): number | null {
    try {
      const { freeBytes: free, keptBytes } = roomOf(statfsSync(root), core.settings().keepFreeMegabytes);
      return Math.max(0, free - keptBytes);
    } catch {
      return null;
    }
  }

  // Who asks meanwhile gets the same answer.
  return () => (asked ??= look().finally(() => (asked = null)));
}

const markOf = (folder: string): Promise<string> =>
  stat(folder).then(
    ({ mtimeMs, ino }) => `${mtimeMs} ${ino}`,
    () => '',
  );
const bytesOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );
const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);
