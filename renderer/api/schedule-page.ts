import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { call, CallError } from './client.ts';
import { keys } from './keys.ts';
import { useSchedule, useSchedules } from './queries.ts';

/** How many runs a trend can look back on. */
export const mostOfTrend = 90;

/** The latest runs of a schedule without test runs, newest first; fetched again as soon as one is queued or ends. */
export const useRunsOf = (schedule: string) =>
  useQuery({
    queryKey: keys.runsOf(schedule, mostOfTrend),
    queryFn: () => call('runs', { query: { schedule, limit: mostOfTrend, tests: 'false' } }),
  });

/** Its next times and who changed it. */
export const useAboutSchedule = (id: string) =>
  useQuery({
    queryKey: keys.aboutSchedule(id),
    queryFn: () => call('aboutSchedule', { path: { id } }),
    placeholderData: keepPreviousData,
  });

/** Why it ran, or did not, at a time as it was written; null: nothing was asked. */
export const useWhy = (id: string, at: string | null) =>
  useQuery({
    queryKey: keys.why(id, at ?? ''),
    queryFn: at === null ? skipToken : () => call('whySchedule', { path: { id }, query: { at } }),
    retry: false,
  });

/** One schedule, as live as the list; a single start that the list does not have is asked for. */
export function useShownSchedule(id: string): {
  readonly row: ScheduleRow | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
} {
  const list = useSchedules();
  const inList = list.data?.rows.find((row) => row.id === id);
  const isAsked = inList === undefined && !list.isPending;
  const one = useSchedule(isAsked ? id : null);
  // Asked anew with every change of a schedule: it tells of one that was deleted while it was shown, too.
  const about = useAboutSchedule(id).error;
  const error = one.error ?? (about instanceof CallError && about.status === 404 ? about : null);
  if (inList !== undefined) return { row: inList, error: null, refetch: list.refetch };
  return { row: error === null && isAsked ? one.data?.row : undefined, error, refetch: one.refetch };
}
