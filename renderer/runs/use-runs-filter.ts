import { useMemo, useState } from 'react';
import type { RunsFilter } from '../api/keys.ts';
import { useNow } from '../ui/now.ts';
import { filterOf, type RunListState } from './run-filter.ts';

const hour = 3_600_000;

/**
 * The query to the server. Its period begins at a full hour and moves with the clock, which reloads the list: so it moves only while the
 * list is scrolled to its top, or when another list is requested.
 */
export function useRunsFilter(state: RunListState, isAtTop: boolean): RunsFilter {
  const hourNow = Math.floor(useNow(60_000) / hour) * hour;
  const [asked, setAsked] = useState({ state, hour: hourNow });
  const isOld = asked.state !== state || (isAtTop && asked.hour !== hourNow);
  if (isOld) setAsked({ state, hour: hourNow });
  return useMemo(() => filterOf(asked.state, asked.hour), [asked]);
}
