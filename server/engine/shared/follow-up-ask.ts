import type { ErrorDetail } from '../../../contract/errors.ts';
import type { FollowUp } from '../../../contract/follow-up.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import type { Owner } from '../../domain/owner.ts';
import type { FoundTarget } from '../../domain/worker-names.ts';
import type { Store } from '../../store/store.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { VaultAccess } from './vault-access.ts';

/** What the follow-ups stand on, and who writes them. */
export interface FollowUpAsk {
  /** How the list is named in errors: `options.then`, `then`. */
  readonly field: string;
  readonly process: RpaProcess;
  /** Absent for a process, and for a schedule that is not stored yet. */
  readonly schedule?: Pick<StoredSchedule, 'id' | 'name'>;
  readonly isOfProcess?: boolean;
  readonly owner: Owner | null;
  /** The triggers of the schedule, of which those that are ends of other runs are checked. */
  readonly triggers?: readonly ScheduleTrigger[];
  /** The names of the schedule's own values. */
  readonly given?: readonly string[];
  /** The names of the processes that the caller may start; null = all. */
  readonly processes: readonly string[] | null;
}

export interface CheckedFollowUps {
  /** With IDs of schedules, and names of processes, as they are stored. */
  readonly followUps: FollowUp[];
  readonly triggers: ScheduleTrigger[];
  readonly errors: readonly ErrorDetail[];
}

export type CheckFollowUps = (list: readonly FollowUp[], ask: FollowUpAsk) => Promise<CheckedFollowUps>;

/** What is looked at of a schedule that something names. */
export type KnownSchedule = Pick<StoredSchedule, 'id' | 'name' | 'process' | 'owner' | 'values' | 'options'>;

export interface FollowUpCheckDeps {
  readonly store: {
    readonly schedules: {
      readonly get: (id: string) => Promise<KnownSchedule | null>;
      readonly called: (name: string) => Promise<readonly KnownSchedule[]>;
    };
    readonly triggers: Pick<Store['triggers'], 'listeners'>;
  };
  readonly vault: VaultAccess;
  /** By exact name, else ignoring case if only one is meant. */
  readonly findProcess: (name: string) => RpaProcess | null;
  readonly processNames: () => readonly string[];
  readonly findWorker: (given: string) => FoundTarget | null;
}

/** By its ID, else by a name that only one has. */
export async function findNamed(
  { store: { schedules } }: FollowUpCheckDeps,
  name: string,
): Promise<KnownSchedule | readonly KnownSchedule[]> {
  const byId = await schedules.get(name);
  return byId ?? schedules.called(name);
}

/** Whom a follow-up names: alone, any name is taken as it is. */
export const followUpWorker =
  (roster: {
    readonly isFleet: boolean;
    readonly find: (given: string) => FoundTarget;
  }): FollowUpCheckDeps['findWorker'] =>
  (given) => {
    const found = roster.find(given);
    return found.ok || roster.isFleet ? found : null;
  };
