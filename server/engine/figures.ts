import type { WorkerStatus } from '../../contract/worker.ts';
import type { Caller } from '../people/caller.ts';
import type { RunTally } from './runs/run-tally.ts';
import type { EngineContext } from './shared/engine-context.ts';
import type { Figures } from './shared/figures.ts';

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
