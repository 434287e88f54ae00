import type { Reason } from '../../../contract/reasons.ts';
import { whatIsBefore, waitingReason, type Hold, type Queue } from '../../domain/waiting-reason.ts';
import type { EngineContext, ReasonedRun } from '../shared/engine-context.ts';

/** Knows why each queued run waits, and announces the runs again when that changes. */
export interface Waiting {
  /** The reason as a person sees it: why a queued run waits, for any other run the stored one. */
  reasonOf(run: ReasonedRun): Reason | null;
  /** The same, but null for a queued run that only waits behind others: programs get their number instead. */
  holdOf(run: ReasonedRun): Reason | null;
  /** A pause, a lock or a "later" has started or ended. */
  changed(): void;
}

/** The limit of waiting runs that are announced one by one; a page with more fetches its list again anyway. */
const mostAnnounced = 500;

export function createWaiting(deps: {
  core: EngineContext;
  hold: () => Hold;
  running: () => Queue['running'];
}): Waiting {
  const { core } = deps;
  let isTelling = false;

  async function tell(): Promise<void> {
    isTelling = false;
    const { runs } = await core.store.lists.runs({ result: 'all', status: 'queued', limit: mostAnnounced });
    for (const run of runs) core.announcements.run(run);
  }

  const holdOf = (run: ReasonedRun): Reason | null =>
    run.status === 'queued'
      ? waitingReason(run, core.processOf(run.process)?.usesDesktop === true, deps.hold())
      : run.reason;

  return {
    holdOf,
    reasonOf(run) {
      const hold = holdOf(run);
      const process = core.processOf(run.process);
      if (hold !== null || run.status !== 'queued' || process === null) return hold;
      const { askingAbout } = deps.hold();
      return whatIsBefore(run, process, { running: deps.running(), atOnce: core.settings().runsAtOnce, askingAbout });
    },
    changed() {
      if (isTelling) return;
      isTelling = true;
      // Deferred: the caller has not finished its change, and the queue is checked first.
      core.clock.after(0, () => {
        tell().catch((error: unknown) => core.log.warn('what waits could not be told anew', { error }));
      });
    },
  };
}
