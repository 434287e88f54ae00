import type { EngineContext } from '../shared/engine-context.ts';
import { createOldRuns } from './old-runs.ts';

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
const recordsATurn = 200;
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
  const old = createOldRuns(core, { isStopped: () => isStopped, breathe });

  async function sweep(): Promise<number> {
    const { retention } = core.settings();
    const now = clock.now();
    const before = now - retention.days * dayMs;
    const removed = await old.removeRuns(before, retention.runs, now);
    await old.removeSchedules(before, now);
    await old.removeOrphans(before);
    const files = await core.files.sweep(now);
    if (files > 0) core.log.info('files that were values, which nothing names any more, were removed', { files });
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
