import { useCallback, useDeferredValue, useMemo } from 'react';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { useProcessTitle } from '../api/queries.ts';
import { useHold } from '../api/use-hold.ts';
import { scheduleState } from '../words/states.ts';
import { useWords } from '../words/words.tsx';
import { compareRows, createRowSearch, filterOf, matchesFilter, searchWords, sortOf } from './schedule-order.ts';
import { whenInWords } from './schedule-words.ts';

/** The filtered rows, in order. With ten thousand rows a keystroke costs a few milliseconds. */
export function useShownRows(
  rows: readonly ScheduleRow[],
  filterText: string | null,
  query: string,
  sortedBy: string | null,
  /** The ID of a worker or the name of a group; null: all schedules. */
  worker: string | null,
) {
  const speech = useWords();
  const titleOf = useProcessTitle();
  const filter = filterOf(filterText);
  const hold = useHold();
  const isHeld = useCallback((row: ScheduleRow) => hold?.holds(row) === true, [hold]);
  const wanted = useDeferredValue(query);
  // Sorted once for all searches: a keystroke only filters.
  const sorted = useMemo(
    () =>
      rows.toSorted(
        compareRows(sortOf(sortedBy), speech.language, (row) => scheduleState(row, speech.w, isHeld(row)).text),
      ),
    [rows, sortedBy, speech, isHeld],
  );
  const isFound = useMemo(
    () => createRowSearch((row) => `${titleOf(row.process)} ${whenInWords(row, speech)}`),
    [speech, titleOf],
  );
  return useMemo(() => {
    const words = searchWords(wanted);
    return sorted.filter(
      (row) =>
        matchesFilter(row, filter, isHeld(row)) && (worker === null || row.worker === worker) && isFound(row, words),
    );
  }, [sorted, filter, wanted, isFound, worker, isHeld]);
}
