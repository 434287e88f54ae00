import { useCallback, useDeferredValue, useMemo } from 'react';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { fits } from '../../contract/search-match.ts';
import { useProcessTitle } from '../api/queries.ts';
import { useHold } from '../api/use-hold.ts';
import { groupingOf } from '../search/groups.ts';
import { useGroups } from '../search/use-groups.ts';
import { useSearch } from '../search/use-search.ts';
import { useRowFacts, useRowMarks, useSubjects } from '../search/use-row-facts.ts';
import { scheduleState } from '../words/states.ts';
import { useWords } from '../words/words.tsx';
import { compareRows, createRowSearch, filterOf, matchesFilter, searchWords, sortOf } from './schedule-order.ts';
import { whenInWords } from './schedule-words.ts';

export type FoundRows = ReturnType<typeof useShownRows>;

/** The filtered rows, in order. With ten thousand rows a keystroke costs a few milliseconds. */
export function useShownRows(
  rows: readonly ScheduleRow[],
  /** Of the address: filter, order and group. */
  search: URLSearchParams,
  /** The ID of a worker or the name of a group; null: all schedules. */
  worker: string | null,
) {
  const [query, sortedBy] = [search.get('q') ?? '', search.get('sort')];
  const speech = useWords();
  const titleOf = useProcessTitle();
  const filter = filterOf(search.get('state'));
  const hold = useHold();
  const isHeld = useCallback((row: ScheduleRow) => hold?.holds(row) === true, [hold]);
  const wanted = useDeferredValue(query);
  const asked = useSearch(wanted);
  const facts = useRowFacts();
  const subjectOf = useSubjects(facts);
  const marksOf = useRowMarks(facts);
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
  const shown = useMemo(() => {
    const words = asked?.words ?? searchWords(wanted);
    const notWords = asked?.notWords ?? [];
    return sorted.filter(
      (row) =>
        matchesFilter(row, filter, isHeld(row)) &&
        (worker === null || row.worker === worker) &&
        isFound(row, words) &&
        !notWords.some((word) => isFound(row, [word])) &&
        (asked === null || fits(subjectOf(row), asked)),
    );
  }, [sorted, filter, wanted, asked, isFound, subjectOf, worker, isHeld]);
  const groups = useGroups('schedules', shown, groupingOf(search.get('group')), marksOf);
  return { shown, asked, marksOf, groups };
}
