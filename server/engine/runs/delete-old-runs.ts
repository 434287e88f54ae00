import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isOfPack } from '../../store/packs/run-packs.ts';
import type { EngineContext } from '../shared/engine-context.ts';

const dayMs = 86_400_000;
const runsATurn = 200;
const schedulesATurn = 2000;

interface Pace {
  readonly isStopped: () => boolean;
  readonly breathe: () => Promise<void>;
}

/** Deletes old runs with their folders, and what is left of them, in small batches. */
export function createOldRunsDeletion(core: EngineContext, { isStopped, breathe }: Pace) {
  const { store } = core;

  async function removeRuns(before: number, keep: number, now: number): Promise<number> {
    for (let removed = 0; ;) {
      const runs = isStopped() ? [] : await store.retention.removeRuns(before, keep, runsATurn, now);
      const folders = runs.map((run) => core.runFolder(run));
      await Promise.all(folders.map(removeFolder));
      for (const [day, gone] of Map.groupBy(folders, (one) => path.dirname(one)))
        await dropFrom(
          day,
          gone.map((one) => path.basename(one)),
        );
      removed += runs.length;
      if (runs.length < runsATurn) return removed;
      await breathe();
    }
  }

  /** Deletes single starts that never had a run, and plans that ended long ago. */
  async function removeSchedules(before: number, now: number): Promise<void> {
    for (let after: number | null = 0; after !== null && !isStopped();) {
      after = await store.retention.removeSchedules(before, after, schedulesATurn, now);
      if (after !== null) await breathe();
    }
  }

  /** Deletes folders whose rows are gone: Rota died between row and folder, or could not delete the folder. */
  async function removeOrphans(before: number): Promise<void> {
    const root = path.dirname(path.dirname(core.runFolder({ id: 'any', queuedAt: 0 })));
    for (const day of await readdir(root).catch(() => [])) {
      const from = Date.parse(day);
      if (isStopped() || Number.isNaN(from) || from + dayMs >= before) continue;
      const folder = path.join(root, day);
      let isEmpty = true;
      for (const id of await readdir(folder).catch(() => [])) {
        if (isStopped()) return;
        if (isOfPack(id)) continue;
        if (await store.retention.isKept(id)) isEmpty = false;
        else await removeFolder(path.join(folder, id));
      }
      const gone: string[] = [];
      for (const id of await core.packs.ids(folder).catch(() => []))
        if (await store.retention.isKept(id)) isEmpty = false;
        else gone.push(id);
      if (isEmpty) await removeFolder(folder);
      else await dropFrom(folder, gone);
    }
  }

  async function dropFrom(day: string, ids: readonly string[]): Promise<void> {
    await core.packs
      .drop(day, ids)
      .catch((error: unknown) =>
        core.log.warn('old runs could not be taken out of the pack of their day', { day, error }),
      );
  }

  /** If it cannot be deleted now, the next sweep finds it again. */
  async function removeFolder(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) =>
      core.log.warn('the folder of an old run could not be removed', { folder, error }),
    );
  }

  return { removeRuns, removeSchedules, removeOrphans };
}
