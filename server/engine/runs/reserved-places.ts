import type { RpaProcess } from '../../../contract/process.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { RunningRun } from '../../queue/pick-next-run.ts';
import type { MayStart } from './start-check.ts';

/** A slot for a run that is being stored as started. */
export interface ReservedPlace {
  /** The run is stored: starts its program. */
  launch(run: StoredRun, fit: MayStart): void;
  /** The run was not stored: frees the slot. */
  leave(): void;
}

/** The schedule of the coming run; null if it does not exist yet, so that it cannot block another run. */
export interface ReservingSchedule {
  readonly seq: number;
  readonly isExclusive: boolean;
}

/** Slots that are reserved before their run is stored, so that one transaction creates and starts it. */
export interface ReservedPlaces {
  /** The reserved slots as runs, for checks of the queue. */
  taken(): RunningRun[];
  take(process: RpaProcess, target: string | null, schedule: ReservingSchedule | null): ReservedPlace;
  /** Resolves when no slot is reserved. */
  settled(): Promise<void>;
}

export function createReservedPlaces(deps: {
  readonly launch: (run: StoredRun, fit: MayStart) => void;
  /** A slot is free again. */
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
    take(process, target, schedule) {
      const { seq: scheduleSeq, isExclusive } = schedule ?? { seq: -1, isExclusive: false };
      const limits = { attempt: 1, maxAttempts: 1, retryDelayMs: 0, timeoutMs: null };
      const place: RunningRun = { id: '', scheduleSeq, target, process, ...limits, isExclusive };
      taken.add(place);
      return {
        launch(run, fit) {
          try {
            deps.launch(run, fit);
          } finally {
            giveBack(place);
          }
        },
        leave() {
          if (giveBack(place)) deps.left();
        },
      };
    },
    settled: () => (taken.size === 0 ? Promise.resolve() : new Promise((resolve) => void (onEmpty = resolve))),
  };
}
