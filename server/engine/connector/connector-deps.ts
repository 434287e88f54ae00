import type { Plan, Schedule, ScheduleOptions } from '../../../contract/schedule.ts';
import type { Outcome, Run, RunStatus } from '../../../contract/run.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { ConnectorWorker } from '../../../contract/worker.ts';
import type { Place } from '../../domain/time/plan-times.ts';
import type { StatusRun } from '../../domain/connector/connector-status.ts';
import type { FoundTarget } from '../../domain/worker-names.ts';
import type { UnderstoodStart } from '../../domain/start/start-body.ts';
import type { Audit } from '../../people/audit.ts';
import type { Clock } from '../../clock.ts';
import type { Once, SavedStart } from '../runs/starts.ts';
import type { Caller } from '../../people/caller.ts';
import type { CatalogueVerbs, RunVerbs } from '../engine.ts';
import type { FoundArtifact } from '../shared/found-artifacts.ts';
import type { ValueFiles } from '../shared/value-files.ts';

/** The parts of a schedule (also a deleted one) that the connector reads. */
export type ConnectorSchedule = Pick<
  Schedule,
  'id' | 'seq' | 'process' | 'plan' | 'state' | 'reason' | 'due' | 'pausedUntil'
> & { readonly deletedAt: number | null; readonly owner: string | null };

export interface HistoryQuestion {
  /** Only these processes; null = all. */
  readonly processes: readonly string[] | null;
  /** Only runs of schedules with this owner; null = all. */
  readonly owner: string | null;
  /** Empty = any; outcomes apply only to ended runs. */
  readonly statuses: readonly RunStatus[];
  readonly outcomes: readonly Outcome[];
  /** Queued at or after, at or before; epoch ms. */
  readonly from: number | null;
  readonly to: number | null;
  readonly limit: number;
  /** Only runs with a smaller `seq`. */
  readonly before: number | null;
}

/** What the connector verbs need of the rest of the engine. */
export interface ConnectorDeps {
  readonly clock: Clock;
  readonly settings: () => Settings;
  /** The zone if the body names none. */
  readonly timezone: () => string;
  readonly isStopping: () => boolean;
  readonly audit: Audit;
  readonly isEverythingPaused: () => boolean;
  readonly catalogue: Pick<CatalogueVerbs, 'find' | 'all'>;
  readonly calendarNames: () => readonly string[];
  /** The calendar that a plan's own times come from. */
  readonly placeOf: (plan: Plan) => Place;
  /** This computer's ID. */
  readonly workerId: () => string;
  /** All workers, by name. */
  readonly workers: () => Promise<readonly ConnectorWorker[]>;
  /** Whether workers share a database. */
  readonly isFleet: boolean;
  readonly findWorker: (given: string) => FoundTarget;

  /** The start with the same key of the same client within 24 hours. */
  readonly earlierStart: (
    client: string,
    key: string,
  ) => Promise<{ readonly id: string; readonly body: string } | null>;
  /** Stores schedule, first run (first in its queue), key and audit line in one transaction; durable once resolved. */
  readonly saveStart: (start: UnderstoodStart, caller: Caller, once: Once | null) => Promise<SavedStart>;
  /** Throws if a reference to the vault in the values cannot be followed. */
  readonly checkVault: (start: UnderstoodStart, caller: Caller) => void;
  /** The start with the IDs of what its follow-ups and conditions name; throws all their faults. */
  readonly checkThen: (start: UnderstoodStart, caller: Caller) => Promise<UnderstoodStart>;
  readonly scheduleOf: (id: string) => Promise<ConnectorSchedule | 'purged' | null>;
  /**
   * Its runs that are not over (oldest first), the latest ended one, and the latest ended one that started its program; only of these
   * processes (null = all), because a schedule may have been changed to another one since.
   */
  readonly runsOf: (
    schedule: ConnectorSchedule,
    processes: readonly string[] | null,
  ) => Promise<{ active: readonly StatusRun[]; lastEnded: StatusRun | null; lastRan: StatusRun | null }>;
  readonly aheadOf: (run: StatusRun) => Promise<number>;
  /** The next due times after an instant, calendars applied. */
  readonly upcoming: (plan: Plan, options: ScheduleOptions, after: number, count: number) => Promise<readonly number[]>;
  readonly history: (question: HistoryQuestion) => Promise<{ runs: readonly Run[]; next: number | null }>;
  readonly runLog: RunVerbs['log'];
  readonly lastLines: RunVerbs['lastLines'];
  readonly runOf: (id: string) => Promise<StatusRun | null>;
  /** The files that a run left, and the path of one of them; throws NOT_FOUND. */
  readonly artifactsOf: (run: Run) => Promise<FoundArtifact[]>;
  readonly artifactOf: (run: Run, name: string) => Promise<string>;
  /** The logs of a run that another computer of the fleet runs or ran come into its folder here. */
  readonly bringLogs: (run: Run) => Promise<void>;
  /** The folder of a run's logs and artifacts, with its archived files unpacked again. */
  readonly openFolder: (run: Pick<Run, 'id' | 'queuedAt'>) => Promise<string>;
  /** Stores an uploaded file as a value. */
  readonly receiveFile: ValueFiles['receive'];
  /** Cancels queued runs, asks running ones to stop, ends the plan. */
  readonly cancel: (scheduleId: string, caller: Caller) => Promise<void>;
  /** A new schedule that runs once, now, with the same process, values, options and worker; resolves to its id. */
  readonly rerun: (scheduleId: string, caller: Caller) => Promise<{ readonly id: string }>;
  /** Resolves when the schedule or a run of it changes, or the signal aborts; never rejects. */
  readonly nextChange: (scheduleId: string, signal: AbortSignal) => Promise<void>;
}
