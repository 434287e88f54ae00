import type { Reason } from '../../../contract/reasons.ts';
import { whatIsBefore, waitingReason, type Hold, type Queue } from '../../domain/waiting-reason.ts';
import type { EngineContext, ReasonedRun } from '../shared/engine-context.ts';

/** Says of each queued run what holds it, and tells those runs anew when that changes. */
export interface Waiting {
  /** The reason of a run as a person sees it: of a queued one why it waits, of any other the stored one. */
  reasonOf(run: ReasonedRun): Reason | null;
  /** The same, but for a queued run that only others are before: programs are told how many those are. */
  holdOf(run: ReasonedRun): Reason | null;
  /** A pause, a lock or a "later" began or ended. */
  changed(): void;
}

/** Waiting runs that are told one by one; whoever shows more fetches its list again anyway. */
const mostTold = 500;

export function createWaiting(deps: {
  core: EngineContext;
  hold: () => Hold;
  running: () => Queue['running'];
}): Waiting {
  const { core } = deps;
  let isTelling = false;

  async function tell(): Promise<void> {
    isTelling = false;
    const { runs } = await core.store.lists.runs({ result: 'all', status: 'queued', limit: mostTold });
    for (const run of runs) core.live.run(run);
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
      // Not at once: whoever changed something has not finished, and the queue is looked at first.
      core.clock.after(0, () => {
        tell().catch((error: unknown) => core.log.warn('what waits could not be told anew', { error }));
      });
    },
  };
}
