import { rm } from 'node:fs/promises';
import type { Core } from './core.ts';

/** Removes what is older than the settings say, a little at a time, never what is active. */
export interface Retention {
  /** Looks now; resolves when nothing more is to be removed. Returns how many runs went. */
  sweep(): Promise<number>;
  /** Looks every hour from now on. */
  start(): void;
  stop(): Promise<void>;
}

const everyMs = 3_600_000;
const dayMs = 86_400_000;
const slice = 200;
const breathMs = 20;

export function createRetention(core: Core): Retention {
  let cancel: (() => void) | null = null;
  let sweeping: Promise<number> = Promise.resolve(0);
  let isStopped = false;

  async function sweep(): Promise<number> {
    const { retention } = core.settings();
    const now = core.clock.now();
    let removed = 0;
    while (!isStopped) {
      const runs = await core.store.retention.removeRuns(now - retention.days * dayMs, retention.runs, slice, now);
      await Promise.all(runs.map((run) => rm(core.runFolder(run), { recursive: true, force: true })));
      removed += runs.length;
      if (runs.length < slice) break;
      await new Promise<void>((resolve) => core.clock.after(breathMs, resolve));
    }
    while (
      !isStopped &&
      (await core.store.retention.removeRecords(now - retention.auditDays * dayMs, now - dayMs, slice)) === slice
    );
    if (removed > 0) core.log.info('old runs were removed', { removed });
    return removed;
  }

  function again(): void {
    cancel = core.clock.after(everyMs, () => {
      sweeping = sweep().catch((error: unknown) => (core.log.error('removing old runs failed', { error }), 0));
      void sweeping.then(() => isStopped || again());
    });
  }

  return {
    sweep,
    start: again,
    async stop() {
      isStopped = true;
      cancel?.();
      await sweeping;
    },
  };
}
