import { pause } from '../../clock.ts';
import type { LookResult } from '../../store/look-store.ts';
import type { ToldOnce } from '../shared/told-once.ts';
import type { LookVerdict } from './look-verdict.ts';
import type { LookWorkDeps } from './look-deps.ts';

/** Stores what looks led to: what comes at about the same time in one transaction. */
export interface LookResults {
  /** Resolves once it is stored and told; after a failure a moment later, so that it is not tried again at once. */
  keep(id: string, verdict: LookVerdict): Promise<void>;
}

const gatherMs = 20;
const againMs = 1_000;

export function createLookResults(
  deps: Omit<LookWorkDeps, 'conditions'>,
  trouble: ToldOnce,
  ending: AbortSignal,
): LookResults {
  const { core } = deps;
  const { clock, store } = core;
  let gathered: LookResult[] = [];
  let storing: Promise<void> | null = null;

  async function storeGathered(): Promise<void> {
    await pause(clock, gatherMs, ending);
    const kept = gathered;
    gathered = [];
    storing = null;
    try {
      const noted = await store.looks.note(kept);
      for (const run of noted) core.announcements.run(run);
      const ready = noted.filter(({ status }) => status === 'queued');
      for (const run of ready) {
        if (run.overlap !== 'replace') continue;
        const active = await store.runs.activeOf(run.scheduleSeq);
        await deps.replace(active.filter(({ seq }) => seq < run.seq));
      }
      if (ready.length > 0) deps.dispatch();
    } catch (error) {
      trouble.failed(error);
      await pause(clock, againMs, ending);
    }
  }

  return {
    async keep(id, verdict) {
      if (!('outcome' in verdict)) {
        gathered.push({ id, next: verdict });
        storing ??= storeGathered();
        return storing;
      }
      const over = await store.runs.endWaiting(id, verdict.outcome, verdict.reason, clock.now());
      if (over === null) return;
      core.announcements.run(over);
      deps.ended(over);
    },
  };
}
