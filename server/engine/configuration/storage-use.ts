import { readdir, stat } from 'node:fs/promises';
import { statfsSync } from 'node:fs';
import path from 'node:path';
import type { StorageAnswer } from '../../../contract/upkeep.ts';
import { roomOf } from '../../domain/disk-room-rules.ts';
import { folderUse, type FolderUse } from '../../store/folder/folder-use.ts';
import { isOfPack } from '../../store/packs/run-packs.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** The files examined per call: more would keep the disk busy for a mere figure. The next call continues. */
const mostFiles = 20_000;

/** With fewer runs the database's own size would distort the average. */
const fewestRuns = 100;

/** The cached size of a day's folder, valid for the state in which it was measured. */
interface Day {
  readonly mark: string;
  readonly own: number;
  /** Bytes of the entries that no longer change. */
  readonly known: Map<string, number>;
  /** Bytes of the others: the pack, and runs that were active. */
  readonly changing: number;
  readonly wasBusy: boolean;
  readonly isAll: boolean;
}

/** The size of the data folder. A day in which no folder was added or removed and nothing runs is not measured again. */
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

  /** False if more remains to be measured. */
  async function lookAtDays(): Promise<boolean> {
    const names = (await readdir(root).catch(() => [])).sort().reverse();
    for (const name of days.keys()) if (!names.includes(name)) days.delete(name);
    const open = new Set((await store.runs.unsettled(core.workerId())).map(({ run }) => core.runFolder(run)));
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

  // Calls during a measurement share its answer.
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
