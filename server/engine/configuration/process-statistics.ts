import { medianOf } from '../../domain/time/usual.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { ProcessStatistics } from './catalogue.ts';
import { publicRun } from '../shared/public-rows.ts';

const fewestForRate = 5;

/** Figures from the latest hundred runs of each process. */
export async function processStatistics(
  core: EngineContext,
  names: readonly string[],
): Promise<ReadonlyMap<string, ProcessStatistics>> {
  const entries = names.map(async (name) => {
    const [latest, schedules] = await Promise.all([
      core.store.statistics.latest(name, 100),
      core.store.schedules.countOf(name),
    ]);
    // A run that somebody cancelled does not count for or against the robot.
    const judged = latest.filter((run) => run.outcome !== 'cancelled');
    const succeeded = latest.filter((run) => run.outcome === 'succeeded');
    const statistics: ProcessStatistics = {
      schedules,
      lastRun: latest[0] ? publicRun(latest[0], core) : null,
      successRate: judged.length < fewestForRate ? null : succeeded.length / judged.length,
      usualMs: medianOf(succeeded.slice(0, 10)),
    };
    return [name, statistics] as const;
  });
  return new Map(await Promise.all(entries));
}
