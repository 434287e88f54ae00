import type { ScheduleState } from '../../contract/schedule.ts';
import type { WorkerStatus } from '../../contract/worker.ts';
import type { Caller } from '../people/caller.ts';
import type { ProcessFigures, RunTally } from './runs/run-tally.ts';
import type { EngineContext } from './shared/engine-context.ts';

/** All that monitoring programs are told, before it is put into their words. */
export interface Figures {
  readonly worker: WorkerStatus;
  readonly processes: readonly ProcessFigures[];
  /** Schedules on the Scheduler screen. */
  readonly schedules: Readonly<Record<ScheduleState, number>>;
  /** Epoch ms. */
  readonly startedAt: number;
}

export function createFigures(deps: {
  core: EngineContext;
  tally: RunTally;
  worker: { status(): WorkerStatus };
  startedAt: number;
}) {
  const { core, tally, worker, startedAt } = deps;
  return {
    async read({ processes }: Pick<Caller, 'processes'>): Promise<Figures> {
      const all = tally.figures();
      return {
        worker: worker.status(),
        processes: processes === null ? all : all.filter(({ process }) => processes.includes(process)),
        schedules: await core.store.lists.stateCounts(),
        startedAt,
      };
    },
  };
}
