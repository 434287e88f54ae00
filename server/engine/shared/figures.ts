import type { Outcome } from '../../../contract/run.ts';
import type { ScheduleState } from '../../../contract/schedule.ts';
import type { WorkerStatus } from '../../../contract/worker.ts';
import type { Caller } from '../../people/caller.ts';

/** Observations in seconds: how many lie at or below each bound (not added up), how many there are, and their sum. */
export interface Distribution {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
  readonly count: number;
  readonly sum: number;
}

/** What happened to the runs of one process since Rota was started, test runs left out. */
export interface ProcessFigures {
  readonly process: string;
  readonly outcomes: ReadonlyMap<Outcome, number>;
  /** From the start of the first attempt to the end of the last. */
  readonly durations: Distribution;
  /** How long after it was due a run began. */
  readonly lateness: Distribution;
}

/** All that monitoring programs are told, before it is put into their words. */
export interface Figures {
  readonly worker: WorkerStatus;
  readonly processes: readonly ProcessFigures[];
  /** Schedules on the Scheduler screen. */
  readonly schedules: Readonly<Record<ScheduleState, number>>;
  /** Epoch ms. */
  readonly startedAt: number;
}

export interface FigureVerbs {
  /** For monitoring programs: those of the processes that the caller may see. Costs the same however long the history is. */
  read(caller: Pick<Caller, 'processes'>): Promise<Figures>;
}
