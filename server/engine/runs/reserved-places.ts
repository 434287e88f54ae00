import type { RpaProcess } from '../../../contract/process.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { RunningRun } from '../../queue/pick-next-run.ts';
import type { MayStart } from './start-check.ts';

/** A place beside what runs, kept for a run that is being written down as begun. */
export interface ReservedPlace {
  /** It is written down: its program is started. */
  launch(run: StoredRun, fit: MayStart): void;
  /** It did not come to that. */
  leave(): void;
}

/** Places that were given away before the run that takes them was kept: one transaction then makes and begins it. */
export interface ReservedPlaces {
  /** What they count as while the queue is looked at. */
  taken(): RunningRun[];
  take(process: RpaProcess): ReservedPlace;
  /** Resolves when none is left. */
  settled(): Promise<void>;
}

export function createReservedPlaces(deps: {
  readonly launch: (run: StoredRun, fit: MayStart) => void;
  /** A place is free again. */
  readonly left: () => void;
}): ReservedPlaces {
  const taken = new Set<RunningRun>();
  let onEmpty: () => void = () => {};

  function giveBack(place: RunningRun): boolean {
    const wasTaken = taken.delete(place);
    if (taken.size === 0) onEmpty();
    return wasTaken;
  }

  return {
    taken: () => [...taken],
    take(process) {
      // Of a schedule that is not there yet, so that it stands in nobody's way.
      const limits = { attempt: 1, maxAttempts: 1, retryDelayMs: 0, timeoutMs: null };
      const place: RunningRun = { id: '', scheduleSeq: -1, process, ...limits, isExclusive: false };
      taken.add(place);
      return {
        launch(run, fit) {
          deps.launch(run, fit);
          giveBack(place);
        },
        leave() {
          if (giveBack(place)) deps.left();
        },
      };
    },
    settled: () => (taken.size === 0 ? Promise.resolve() : new Promise((resolve) => void (onEmpty = resolve))),
  };
}
