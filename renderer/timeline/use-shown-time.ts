import { useMemo } from 'react';
import { useWords } from '../words/words.tsx';
import { daysFrom, views, weekOf, windowOf, type TimeWindow, type View } from './time-window.ts';

/** The view and the window in the address; by default today or this week. */
export function useShownTime(search: URLSearchParams, now: number) {
  const { times } = useWords();
  const given = search.get('view') as View | null;
  const view = given !== null && views.includes(given) ? given : 'day';
  const today = times.day(now);
  const searchText = search.toString();
  const shown = useMemo<TimeWindow>(
    () => windowOf(new URLSearchParams(searchText)) ?? (view === 'week' ? weekOf(now, times) : daysFrom(now, 1, times)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the day decides, not each tick of the clock
    [searchText, view, today, times],
  );
  return { view, shown };
}
