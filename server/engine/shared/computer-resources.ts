import type { Notice } from '../../../contract/events.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { inEnglish, said, type Translatable } from '../../../contract/translatable.ts';
import { began, grownLimit, afterShortage, type ShortageLimit } from '../../domain/shortage-limit.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../clock.ts';

/**
 * Whether the computer has the resources (open files, processes, memory) for more programs; inferred from programs that could not
 * start.
 */
export interface ComputerResources {
  /** How many runs may run at once now: 0 for a moment after a shortage, Infinity without one. */
  most(): number;
  /** A program could not start. */
  noteShort(sentence: Translatable): void;
  noteBegun(runId: string): void;
  noteEnded(runId: string): void;
  /** Why a queued run waits, for the health answer, too; null if nothing is short. */
  reason(): Reason | null;
  trouble(): Translatable | null;
  /** The notice for people meanwhile. */
  notice(): Notice | null;
  stop(): void;
}

/** How often it is checked whether more may run. */
const lookEveryMs = 1_000;

export function createComputerResources(deps: {
  readonly clock: Clock;
  readonly log: Log;
  /** How many runs the settings allow at once. */
  readonly wanted: () => number;
  /** The shortage started or ended, or more runs are allowed now. */
  readonly changed: (notice: Notice | null) => void;
}): ComputerResources {
  const { clock, log } = deps;
  /** Runs whose program has started and is not over. */
  const begun = new Set<string>();
  let state: { places: ShortageLimit; readonly since: number; sentence: Translatable } | null = null;
  let cancel: (() => void) | null = null;
  let isStopped = false;

  const notice = (): Notice | null =>
    state && {
      id: 'no-means',
      kind: 'storage',
      at: state.since,
      params: { what: 'no-means', reason: state.sentence },
      runIds: [],
    };

  function lookLater(): void {
    if (isStopped || cancel !== null) return;
    cancel = clock.after(lookEveryMs, () => {
      cancel = null;
      look();
    });
  }

  function look(): void {
    if (state === null) return;
    const next = grownLimit(state.places, deps.wanted(), clock.monotonic());
    const told = notice();
    if (next === null) {
      state = null;
      log.warn('the computer has room for programs again: as many runs as wanted may run');
      return deps.changed(told);
    }
    state.places = next;
    lookLater();
    // The pause after a shortage may be over.
    deps.changed(null);
  }

  return {
    most: () => (state === null ? Infinity : clock.monotonic() < state.places.notBefore ? 0 : state.places.most),
    noteShort(sentence) {
      const places = afterShortage(state?.places ?? null, begun.size, clock.monotonic());
      const isNew = state === null || inEnglish(state.sentence) !== inEnglish(sentence);
      state = { places, since: state?.since ?? clock.now(), sentence };
      if (isNew) {
        log.error('a run could not begin: it waits in the queue and is tried again', {
          why: inEnglish(sentence),
          running: begun.size,
        });
        deps.changed(notice());
      }
      lookLater();
    },
    noteBegun(runId) {
      begun.add(runId);
      if (state !== null) state.places = began(state.places);
    },
    noteEnded: (runId) => void begun.delete(runId),
    reason: () => state && { code: 'no-means', params: { message: state.sentence } },
    trouble: () => state && said`${state.sentence}: runs wait and are tried again`,
    notice,
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
