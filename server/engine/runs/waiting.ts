import type { Reason } from '../../../contract/reasons.ts';
import { whatIsBefore, waitingReason, type Hold } from '../../domain/waiting-reason.ts';
import type { TargetHold } from '../../domain/target-hold.ts';
import type { RunningRun } from '../../queue/pick-next-run.ts';
import type { StartLimits } from '../../store/stored-run.ts';
import type { EngineContext, ReasonedRun } from '../shared/engine-context.ts';

/** Who may take a waiting run. */
interface Targets {
  /** Why nobody does, or whether this computer is the only one that could. */
  holdOf(run: ReasonedRun): TargetHold;
  /** How many runs that were started for a group run now, on all computers, as far as is known. */
  runningFor(group: string): number;
}

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
  targets: Pick<Targets, 'holdOf' | 'runningFor'>;
  limitOf: (target: string | null) => StartLimits['ofGroup'];
  running: () => Iterable<RunningRun>;
}): Waiting {
  const { core } = deps;
  let isTelling = false;

  async function tell(): Promise<void> {
    isTelling = false;
    const { runs } = await core.store.lists.runs({ result: 'all', status: 'queued', limit: mostAnnounced });
    for (const run of runs) core.announcements.run(run);
  }

  function holdOf(run: ReasonedRun): Reason | null {
    if (run.status !== 'queued') return run.reason;
    const hold = deps.hold();
    const whose = hold.paused.isPaused ? 'only-here' : deps.targets.holdOf(run);
    if (typeof whose === 'object') return whose;
    // What this computer lacks, another one may have.
    return whose === 'others-too' ? null : waitingReason(run, core.processOf(run.process)?.usesDesktop === true, hold);
  }

  /** The limit of the group that it was started for, if that is reached. */
  function groupHold({ target }: ReasonedRun): Reason | null {
    const limit = deps.limitOf(target);
    if (limit === null) return null;
    const here = [...deps.running()].filter((one) => one.target === target).length;
    if (Math.max(here, deps.targets.runningFor(limit.name)) < limit.most) return null;
    return { code: 'group-busy', params: { group: limit.name, count: limit.most } };
  }

  return {
    holdOf,
    reasonOf(run) {
      const hold = holdOf(run);
      const process = core.processOf(run.process);
      if (hold !== null || run.status !== 'queued' || process === null) return hold;
      const ofGroup = groupHold(run);
      if (ofGroup !== null) return ofGroup;
      if (deps.targets.holdOf(run) === 'others-too') return null;
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
