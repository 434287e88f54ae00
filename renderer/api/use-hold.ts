import { useMemo } from 'react';
import type { Reason } from '../../contract/reasons.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { useSession } from './queries.ts';

/** Everything is paused. */
export interface Hold {
  /** Until when, in words that begin small. */
  readonly reason: Reason;
  /** Whether a schedule does not run because of it, which runs otherwise. */
  readonly holds: (row: Pick<ScheduleRow, 'state' | 'due'>) => boolean;
}

/** `until`: epoch ms; null = until somebody resumes it. */
export const holdUntil = (until: number | null): Hold => ({
  reason: until === null ? { code: 'all-paused', params: {} } : { code: 'all-paused-until', params: { at: until } },
  // What is due later runs as planned; without a due time it waits for a call or an event, which wait, too.
  holds: ({ state, due }) => state === 'active' && (until === null || due === null || due < until),
});

/** What everything being paused means for each schedule; null if it is not. */
export function useHold(): Hold | null {
  const { isPaused = false, pausedUntil = null } = useSession().data ?? {};
  return useMemo(() => (isPaused ? holdUntil(pausedUntil) : null), [isPaused, pausedUntil]);
}
