import type { Conditions } from '../../../contract/conditions.ts';
import type { Trigger } from '../../../contract/run.ts';
import type { Clock } from '../../clock.ts';
import type { Looks, NewRun } from '../../store/stored-run.ts';

/** Decides which new runs wait for conditions, and remembers that some may come. */
export interface LookBook {
  /** When the conditions of a new run are looked at; null if it has none to wait for. */
  looksOf(
    conditions: Conditions | undefined,
    run: Pick<NewRun, 'trigger' | 'dueAt' | 'at' | 'waitsUntil'>,
    isAskedToWait?: boolean,
  ): (Looks & { readonly at: number }) | null;
  /** Whether one was made in the last `ms`: its row may not be there yet. */
  isExpected(ms: number): boolean;
}

/** A person who starts something wants it now, unless conditions are given with the start; a test tests the process. */
const unasked: readonly Trigger[] = ['operator', 'rerun', 'test'];

export function createLookBook(clock: Pick<Clock, 'monotonic'>): LookBook {
  let madeAt = -Infinity;
  return {
    looksOf(conditions, { trigger, dueAt, at, waitsUntil }, isAskedToWait = false) {
      if (conditions === undefined || (unasked.includes(trigger) && !isAskedToWait)) return null;
      madeAt = clock.monotonic();
      // What was due while Rota was off waits as long as if it were due now.
      const from = Math.max(at, waitsUntil ?? at);
      return { at: from, until: Math.max(from, dueAt) + Math.round(conditions.limitMinutes * 60_000) };
    },
    isExpected: (ms) => clock.monotonic() - madeAt < ms,
  };
}
