import type { Refusal } from '../../store/run-store.ts';
import { anybody, type StoredRun } from '../../store/stored-run.ts';

export interface Refused {
  readonly processes: ReadonlySet<string>;
  /** By sequence number. */
  readonly schedules: ReadonlySet<number>;
  readonly groups: ReadonlySet<string>;
}

export interface Refusals {
  readonly refused: Refused;
  note(run: StoredRun, why: Refusal): 'refused';
  /** Whether there was anything. */
  forget(): boolean;
}

/** What was refused because of runs on other workers, until something has ended. */
export function createRefusals(): Refusals {
  const refused = { processes: new Set<string>(), schedules: new Set<number>(), groups: new Set<string>() };
  return {
    refused,
    note(run, why) {
      if (why === 'busy') refused.schedules.add(run.scheduleSeq);
      else if (why === 'full') refused.processes.add(run.process);
      else refused.groups.add(run.target ?? anybody);
      return 'refused';
    },
    forget() {
      const sets = Object.values(refused);
      const wasAny = sets.some(({ size }) => size > 0);
      for (const set of sets) set.clear();
      return wasAny;
    },
  };
}
