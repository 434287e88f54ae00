import type { Conditions } from '../../conditions/conditions.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext, RunEnded } from '../shared/engine-context.ts';

export interface LookWorkDeps {
  readonly core: EngineContext;
  readonly conditions: Conditions;
  /** While true, nothing is looked at, because nothing would start. What is due is looked at once more afterwards. */
  readonly isHeld: () => boolean;
  /** A run may start now. */
  readonly dispatch: () => void;
  readonly ended: RunEnded;
  /** Stops the runs that the one that may start now replaces. */
  readonly replace: (runs: readonly StoredRun[]) => Promise<void>;
}
