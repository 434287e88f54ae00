import type { Worker, WorkerStatus } from '../../contract/worker.ts';
import type { StoredRun } from './stored-run.ts';

/** Whoever was not seen for this long is lost, and so are the attempts it had. */
export const lostAfterMs = 8_000;

/** What a worker says of itself, so that others know of it. */
export interface WorkerReport extends Worker {
  readonly version: string;
  /** Where its page and API are; null where they are for its own computer only. */
  readonly address: string | null;
  /** Whether it takes runs, and if not why. Stored: never rename one. */
  readonly state: 'available' | 'paused' | 'stopped';
  readonly facts: WorkerFacts;
}

/** Facts that only people and reasons are told of. Stored as one JSON: what an older Rota does not say is absent. */
export interface WorkerFacts {
  readonly platform: string;
  readonly runsAtOnce: number;
  readonly desktop: WorkerStatus['desktop'];
  readonly hasRoom: boolean;
  /** Names of the processes whose program is not there. */
  readonly cannotRun: readonly string[];
  /** How far its clock is ahead of the database's (negative: behind). */
  readonly clockDifferenceMs: number | null;
}

/** A worker as others see it. */
export interface SeenWorker extends Omit<WorkerReport, 'facts'> {
  readonly facts: WorkerFacts | null;
  /** By the clock of the database. */
  readonly lastSeen: number;
  readonly isLost: boolean;
  /** Its Rota is older than the tables. */
  readonly isOutdated: boolean;
}

/** What a beat finds. */
export interface Beat {
  /** False, and nothing was written: another process reports under this id. */
  readonly isOurs: boolean;
  /** Counts the changes of the shared configuration; null where none is shared. */
  readonly configVersion: number | null;
  /** The tables are newer than this Rota. */
  readonly isOutdated: boolean;
}

/** Runs of all workers that are under way, and how many wait for whom. */
export interface WorkerLoad {
  /** `target`: whom it was started for, a worker's ID or a group's name; null = anybody. */
  readonly running: readonly {
    readonly id: string;
    readonly process: string;
    readonly worker: string;
    readonly startedAt: number;
    readonly target: string | null;
  }[];
  /** By target; those for anybody are not in it. */
  readonly waiting: ReadonlyMap<string, number>;
}

/** The workers that share a database. Who is there is decided by the clock of the database, not by that of any worker. */
export interface WorkerStore {
  /** How often a worker must say that it is there; null where there can only be one, and nobody asks. */
  readonly beatMs: number | null;
  /**
   * Says that this worker is there. `boot` names its process, and before the first `.` its computer. The process that reports keeps the id
   * from those of other computers while it is seen; one that stopped, or that is followed by another process of its computer, gives it up.
   */
  beat(report: WorkerReport, boot: string): Promise<Beat>;
  /** The wall clock of the database; epoch ms. */
  time(): Promise<number>;
  /** By name. */
  all(): Promise<SeenWorker[]>;
  load(): Promise<WorkerLoad>;
  /** Forgets a worker that was lost or has stopped; false, and nothing changed, if it is there. */
  remove(id: string): Promise<boolean>;
  /**
   * The active attempts of workers that are lost. None while the asking worker has not itself been in touch for as long: after the database
   * was away, everybody gets the time to come back.
   */
  lostRuns(asker: string): Promise<StoredRun[]>;
}
