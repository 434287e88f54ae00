import { useMemo } from 'react';
import type { Outcome } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { RowMarks } from '../search/use-row-facts.ts';
import { useShownName } from '../api/names.ts';
import { useProcessIcon, useProcessIsOff, useProcessTitle, useProcessUsual } from '../api/queries.ts';
import { useFleet, useWorkerName } from '../api/workers.ts';
import { useWords } from '../words/words.tsx';
import { scheduleColumns } from './schedule-columns.tsx';

interface Wanted {
  /** The schedule that the first steps point at, until its first run. */
  readonly example: ScheduleRow | undefined;
  readonly refusal: string | null;
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]> | null;
  /** null: nothing has a tag or a folder. */
  readonly marksOf: RowMarks | null;
}

/** The columns of the Scheduler screen, with the data of processes and this computer. */
export function useScheduleColumns({ example, refusal, outcomes, marksOf }: Wanted) {
  const speech = useWords();
  const iconOf = useProcessIcon();
  const usualOf = useProcessUsual();
  const isOff = useProcessIsOff();
  const shownName = useShownName();
  const titleOf = useProcessTitle();
  const hasOthers = useFleet() !== null;
  const nameOf = useWorkerName();
  return useMemo(() => {
    const { any } = speech.w.workerChoice;
    const workerName = hasOthers ? (target: string | null) => (target === null ? any : nameOf(target)) : null;
    const highlight = example && !example.lastRun && !example.activeRun ? example.id : null;
    return scheduleColumns(speech, {
      workerName,
      nameOf: shownName,
      titleOf,
      iconOf,
      isOff,
      usualOf,
      highlight,
      refusal,
      outcomes,
      marksOf,
    });
  }, [speech, hasOthers, nameOf, shownName, titleOf, iconOf, isOff, usualOf, example, refusal, outcomes, marksOf]);
}
