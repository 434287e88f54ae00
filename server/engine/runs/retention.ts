import type { EngineContext } from '../shared/engine-context.ts';
import { createOldRunsDeletion } from './delete-old-runs.ts';

/** Deletes what is older than the settings allow, in small batches, never anything active. */
export interface Retention {
  /** Deletes now; resolves to the number of deleted runs when nothing more is due for deletion. */
  sweep(): Promise<number>;
  /** Deletes soon, and every hour from then on; waits an hour if the clock has advanced by more than a day since `lastAlive`. */
  start(lastAlive: number | null): void;
  stop(): Promise<void>;
}

const firstAfterMs = 60_000;
const everyMs = 3_600_000;
const dayMs = 86_400_000;
const recordsATurn = 200;
const breathMs = 20;

export function createRetention(core: EngineContext): Retention {
  const { store, clock } = core;
  let cancel: (() => void) | null = null;
  let sweeping: Promise<number> = Promise.resolve(0);
  let isStopped = false;
  const look = () => ({ wall: clock.now(), steady: clock.monotonic(), uptime: clock.uptime() });
  let last = look();

  /** Since the last look the clock advanced by more than a day, and neither running time nor sleep explains it. */
  function hasLeapt(): boolean {
    const now = look();
    const passed = Math.max(now.steady - last.steady, now.uptime - last.uptime);
    const leapt = now.wall - last.wall - passed;
    last = now;
    return leapt > dayMs;
  }

  const breathe = () => new Promise<void>((resolve) => clock.after(breathMs, resolve));
  const old = createOldRunsDeletion(core, { isStopped: () => isStopped, breathe });

  async function sweep(): Promise<number> {
    const { retention } = core.settings();
    const now = clock.now();
    const before = now - retention.days * dayMs;
    const removed = await old.removeRuns(before, retention.runs, now);
    await old.removeSchedules(before, now);
    await old.removeOrphans(before);
    const files = await core.files.sweep(now);
    if (files > 0) core.log.info('files that were values, which nothing names any more, were removed', { files });
    const sharedBefore = now - core.settings().sharing.days * dayMs;
    while (!isStopped && (await store.sharedFiles?.removeOld(sharedBefore, recordsATurn)) === recordsATurn)
      await breathe();
    await store.retention.removeNotices(before);
    const recordsBefore = now - retention.auditDays * dayMs;
    while (!isStopped && (await store.retention.removeRecords(recordsBefore, now, recordsATurn)) === recordsATurn)
      await breathe();
    if (removed > 0) core.log.info('old runs were removed', { removed });
    return removed;
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
