import { useMemo } from 'react';
import type { Outcome } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { useProcessIcon, useProcessIsOff, useProcessUsual, useSession } from '../api/queries.ts';
import { useWords } from '../words/words.tsx';
import { scheduleColumns } from './schedule-columns.tsx';

interface Wanted {
  /** The schedule that the first steps point at, until its first run. */
  readonly example: ScheduleRow | undefined;
  readonly refusal: string | null;
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]> | null;
}

/** The columns of the Scheduler screen, with the data of processes and this computer. */
export function useScheduleColumns({ example, refusal, outcomes }: Wanted) {
  const speech = useWords();
  const iconOf = useProcessIcon();
  const usualOf = useProcessUsual();
  const isOff = useProcessIsOff();
  const worker = useSession().data?.worker;
  return useMemo(() => {
    const workerName = (id: string | null) => (id === null || id === worker?.id ? (worker?.name ?? '') : id);
    const highlight = example && !example.lastRun && !example.activeRun ? example.id : null;
    return scheduleColumns(speech, { workerName, iconOf, isOff, usualOf, highlight, refusal, outcomes });
  }, [speech, worker, iconOf, isOff, usualOf, example, refusal, outcomes]);
}
