import { useMemo } from 'react';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { scheduleSubject, type RowFacts, type SearchSubject } from '../../contract/search-match.ts';
import { marksOf } from '../../contract/tags.ts';
import { useProcesses } from '../api/queries.ts';
import { useHold } from '../api/use-hold.ts';
import { useFleet, useWorkerName } from '../api/workers.ts';

export type RowMarks = (row: Pick<ScheduleRow, 'process' | 'options'>) => ReturnType<typeof marksOf>;

/** What searches and groups know of rows, beside what is in them. */
export function useRowFacts(): RowFacts {
  const processes = useProcesses().data?.processes;
  const hold = useHold();
  const nameOf = useWorkerName();
  const fleet = useFleet();
  return useMemo(() => {
    const byName = new Map(processes?.map(({ process }) => [process.name, process]));
    const aliases = new Map(fleet?.workers.map(({ id, aliases: names }) => [id, names]));
    return {
      processOf: (name) => byName.get(name),
      workerNames: (target) => (target === null ? '' : [nameOf(target), ...(aliases.get(target) ?? [])].join('\n')),
      isHeld: (row) => hold?.holds(row) === true,
    };
  }, [processes, hold, nameOf, fleet]);
}

/** Computed once for each row: rows are never changed, only replaced. */
function oncePerRow<Row extends object, Made>(make: (row: Row) => Made): (row: Row) => Made {
  const known = new WeakMap<Row, Made>();
  return (row) => {
    const found = known.get(row);
    if (found !== undefined) return found;
    const made = make(row);
    known.set(row, made);
    return made;
  };
}

/** The marks of schedules, with those of their processes. */
export const useRowMarks = ({ processOf }: RowFacts): RowMarks =>
  useMemo(() => oncePerRow((row) => marksOf(row.options, processOf(row.process))), [processOf]);

/** Rows as a search sees them. */
export const useSubjects = (facts: RowFacts): ((row: ScheduleRow) => SearchSubject) =>
  useMemo(() => oncePerRow((row: ScheduleRow) => scheduleSubject(row, facts)), [facts]);
