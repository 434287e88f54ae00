import { useQuery } from '@tanstack/react-query';
import { reportQuery, type ReportQuery } from '../../contract/report.ts';
import { instantToWall } from '../../contract/quartz/index.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { useNow } from '../ui/now.ts';
import { useWords } from '../words/words.tsx';

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11`, so many months after another. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const at = new Date(Date.UTC(year, number - 1 + months, 1));
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}`;
}

/** What the address asks for; what it says wrongly counts as not said. */
export function useAskedReport() {
  const [search, setSearch] = useSearchState();
  const { times } = useWords();
  const now = useNow(60_000);
  const { year, month } = instantToWall(times.homeZone, now);
  const thisMonth = `${year}-${two(month)}`;
  const given = Object.fromEntries(
    (['month', 'from', 'to'] as const).flatMap((name) => {
      const value = search.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const isSpan = search.has('from') || search.has('to');
  const read = reportQuery.safeParse(given);
  const asked: ReportQuery | null =
    read.success && Object.keys(given).length > 0 ? read.data : isSpan ? null : { month: thisMonth };
  return { asked, isSpan, thisMonth, from: search.get('from'), to: search.get('to'), setSearch };
}

/** Null asks nothing. It is read again when it is opened again: live figures of a month are not worth their price. */
export const useReport = (asked: ReportQuery | null) =>
  useQuery({
    queryKey: keys.report(asked ?? {}),
    queryFn: () => call('report', { query: asked ?? {} }),
    enabled: asked !== null,
    staleTime: 10_000,
  });
