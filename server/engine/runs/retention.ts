import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isOfPack } from '../../store/run-packs.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** Removes what is older than the settings say, a little at a time, never what is active. */
export interface Retention {
  /** Looks now; resolves when nothing more is to be removed. Returns how many runs went. */
  sweep(): Promise<number>;
  /** Looks soon, and every hour from then on; only in an hour where the clock has gone on by more than a day since `lastAlive`. */
  start(lastAlive: number | null): void;
  stop(): Promise<void>;
}

const firstAfterMs = 60_000;
const everyMs = 3_600_000;
const dayMs = 86_400_000;
const runsATurn = 200;
const schedulesATurn = 2000;
const breathMs = 20;

export function createRetention(core: EngineContext): Retention {
  const { store, clock } = core;
  let cancel: (() => void) | null = null;
  let sweeping: Promise<number> = Promise.resolve(0);
  let isStopped = false;
  const look = () => ({ wall: clock.now(), steady: clock.monotonic(), uptime: clock.uptime() });
  let last = look();

  /** Since the last look the clock went on by more than a day that neither passed nor was slept through. */
  function hasLeapt(): boolean {
    const now = look();
    const passed = Math.max(now.steady - last.steady, now.uptime - last.uptime);
    const leapt = now.wall - last.wall - passed;
    last = now;
    return leapt > dayMs;
  }

  const breathe = () => new Promise<void>((resolve) => clock.after(breathMs, resolve));

  async function sweep(): Promise<number> {
    const { retention } = core.settings();
    const now = clock.now();
    const before = now - retention.days * dayMs;
    const removed = await removeRuns(before, retention.runs, now);
    await removeSchedules(before, now);
    await removeOrphans(before);
    const files = await core.files.sweep(now);
    if (files > 0) core.log.info('files that were values, which nothing names any more, were removed', { files });
    await store.retention.removeNotices(before);
    const recordsBefore = now - retention.auditDays * dayMs;
    while (!isStopped && (await store.retention.removeRecords(recordsBefore, now, runsATurn)) === runsATurn)
      await breathe();
    if (removed > 0) core.log.info('old runs were removed', { removed });
    return removed;
  }

  async function removeRuns(before: number, keep: number, now: number): Promise<number> {
    for (let removed = 0; ;) {
      const runs = isStopped ? [] : await store.retention.removeRuns(before, keep, runsATurn, now);
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

  /** Single starts that never had a run, and plans that are long over. */
  async function removeSchedules(before: number, now: number): Promise<void> {
    for (let after: number | null = 0; after !== null && !isStopped;) {
      after = await store.retention.removeSchedules(before, after, schedulesATurn, now);
      if (after !== null) await breathe();
    }
  }

  /** Folders whose runs are gone, because Rota died between the row and the folder, or could not remove it. */
  async function removeOrphans(before: number): Promise<void> {
    const root = path.dirname(path.dirname(core.runFolder({ id: 'any', queuedAt: 0 })));
    for (const day of await readdir(root).catch(() => [])) {
      const from = Date.parse(day);
      if (isStopped || Number.isNaN(from) || from + dayMs >= before) continue;
      const folder = path.join(root, day);
      let isEmpty = true;
      for (const id of await readdir(folder).catch(() => [])) {
        if (isStopped) return;
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

  /** One that cannot be removed now is found again by the next sweep. */
  async function removeFolder(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) =>
      core.log.warn('the folder of an old run could not be removed', { folder, error }),
    );
  }

  function again(ms: number): void {
    if (isStopped) return;
    cancel = clock.after(ms, () => {
      if (hasLeapt()) {
        core.log.warn('the clock went on by itself: nothing is removed as old for another hour');
        return again(everyMs);
      }
      sweeping = sweep().catch((error: unknown) => (core.log.error('removing old runs failed', { error }), 0));
      void sweeping.then(() => again(everyMs));
    });
  }

  return {
    sweep,
    start(lastAlive) {
      const isUnsure = lastAlive !== null && clock.now() - lastAlive > dayMs;
      if (isUnsure)
        core.log.info(
          'Rota was off for more than a day, by a clock that may be set yet: nothing is removed as old for an hour',
        );
      again(isUnsure ? everyMs : firstAfterMs);
    },
    async stop() {
      isStopped = true;
      cancel?.();
      await sweeping;
    },
  };
}
