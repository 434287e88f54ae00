import { targetHold, type Candidate, type TargetHold, type Wanted } from '../../domain/target-hold.ts';
import type { KnownWorker, Roster } from '../configuration/roster.ts';
import type { ReasonedRun } from '../shared/engine-context.ts';
import { stateOf, type Here } from './describe-workers.ts';
import type { SeenWorkers } from './seen-workers.ts';

/** Who may take a waiting run, as far as is known here. */
export interface TargetHolds {
  /** Why nobody does, or whether this computer is the only one that could. */
  holdOf(run: ReasonedRun): TargetHold;
  /** How many runs that were started for a group run now, on all computers. */
  runningFor(group: string): number;
}

export function createTargetHolds(deps: {
  readonly roster: Roster;
  readonly seen: SeenWorkers;
  readonly here: () => Here;
  readonly cannotRun: () => ReadonlySet<string>;
}): TargetHolds {
  const { roster, seen } = deps;

  function candidateOf(worker: KnownWorker, process: string, here: Here): Candidate {
    const isThis = worker.id === roster.own().id;
    const found = seen.latest();
    const shown = found?.workers.find(({ id }) => id === worker.id) ?? null;
    const running = found?.load.running.filter((run) => run.worker === worker.id).length ?? 0;
    const cannot = isThis ? deps.cannotRun().has(process) : shown?.facts?.cannotRun.includes(process);
    return {
      name: worker.name,
      isThis,
      state: stateOf(worker, shown, isThis ? here : null, { running, isPaused: here.isPaused }),
      lastSeen: shown?.lastSeen ?? null,
      canRun: cannot !== true,
    };
  }

  function wantedOf(target: string | null): Wanted {
    if (target === null) return { kind: 'anybody' };
    const worker = roster.all().find(({ id }) => id === target);
    if (worker !== undefined) return { kind: 'worker', name: worker.name };
    return { kind: roster.groups().some(({ name }) => name === target) ? 'group' : 'unknown', name: target };
  }

  return {
    holdOf({ process, target }) {
      if (!roster.isFleet && target === null && roster.own().mode === null) return 'only-here';
      // Before the first look nothing is known of the others.
      if (roster.isFleet && seen.latest() === null) return 'others-too';
      const here = deps.here();
      const meant = roster
        .all()
        .filter(({ id, groups }) => target === null || id === target || groups.includes(target));
      return targetHold(
        wantedOf(target),
        meant.map((worker) => candidateOf(worker, process, here)),
        process,
      );
    },
    runningFor: (group) => seen.latest()?.load.running.filter(({ target }) => target === group).length ?? 0,
  };
}
