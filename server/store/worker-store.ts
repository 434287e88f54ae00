import type { Worker } from '../../contract/worker.ts';
import type { StoredRun } from './stored-run.ts';

/** Whoever was not seen for this long is lost, and so are the attempts it had. */
export const lostAfterMs = 8_000;

/** What a worker says of itself, so that others know of it. */
export interface WorkerReport extends Worker {
  /** Names of the groups that it belongs to. */
  readonly groups: readonly string[];
  readonly version: string;
  /** Where its page and API are; null where they are for its own computer only. */
  readonly address: string | null;
  /** Whether it takes runs, and if not why. Stored: never rename one. */
  readonly state: 'available' | 'paused' | 'stopped';
}

/** A worker as others see it. */
export interface SeenWorker extends WorkerReport {
  /** By the clock of the database. */
  readonly lastSeen: number;
  readonly isLost: boolean;
}

/** The workers that share a database. Who is there is decided by the clock of the database, not by that of any worker. */
export interface WorkerStore {
  /** How often a worker must say that it is there; null where there can only be one, and nobody asks. */
  readonly beatMs: number | null;
  /**
   * Says that this worker is there. `boot` names its process: false, and nothing changed, if another process has reported under this id since
   * this one did first, as after a disk image was copied.
   */
  beat(report: WorkerReport, boot: string): Promise<boolean>;
  /** The wall clock of the database; epoch ms. */
  time(): Promise<number>;
  /** By name. */
  all(): Promise<SeenWorker[]>;
  /**
   * The active attempts of workers that are lost. None while the asking worker has not itself been in touch for as long: after the database
   * was away, everybody gets the time to come back.
   */
  lostRuns(asker: string): Promise<StoredRun[]>;
}
