import { useQuery } from '@tanstack/react-query';
import type { LogLine, RunDetail } from '../../contract/run.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';

const mostProblems = 5000;

/** The warnings and errors of an attempt, and how many lines it wrote in all. */
export const useProblemLines = (run: Pick<RunDetail, 'id'> | null, attempt: number) =>
  useQuery({
    queryKey: keys.runProblems(run?.id, attempt),
    queryFn: () =>
      call('runLog', { path: { id: run?.id ?? '' }, query: { attempt, levels: 'problems', limit: mostProblems } }),
    enabled: run !== null,
  });

/** The first line worth reading; null while it is unknown or if there is none. */
export const useFirstError = (run: Pick<RunDetail, 'id'> | null, attempt: number): number | null =>
  firstError(useProblemLines(run, attempt).data?.lines ?? []);

/** The first line worth reading: what the program itself marked as an error, else its first line on stderr. */
export function firstError(lines: readonly LogLine[]): number | null {
  const found = lines.find(({ level }) => level === 'error') ?? lines.find(({ level }) => level === 'stderr');
  return found?.number ?? null;
}
