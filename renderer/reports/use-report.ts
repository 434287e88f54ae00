import { useQuery } from '@tanstack/react-query';
import type { ReportQuery } from '../../contract/report.ts';
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

const isMonth = /^(19|20)\d\d-(0[1-9]|1[0-2])$/;
const isDay = /^(19|20)\d\d-\d\d-\d\d$/;
const mostDays = 400;
const dayMs = 86_400_000;

/** Null if the server would refuse it. */
function spanOf(from: string | null, to: string | null): ReportQuery | null {
  if (from === null || to === null || !isDay.test(from) || !isDay.test(to)) return null;
  const days = (Date.parse(to) - Date.parse(from)) / dayMs;
  return days >= 0 && days < mostDays ? { from, to } : null;
}

/** What the address asks for; what it says wrongly counts as not said. */
export function useAskedReport() {
  const [search, setSearch] = useSearchState();
  const { times } = useWords();
  const now = useNow(60_000);
  const { year, month } = instantToWall(times.homeZone, now);
  const thisMonth = `${year}-${two(month)}`;
  const [given, from, to] = [search.get('month'), search.get('from'), search.get('to')];
  const isSpan = from !== null || to !== null;
  const asked = isSpan ? spanOf(from, to) : { month: given !== null && isMonth.test(given) ? given : thisMonth };
  return { asked, isSpan, thisMonth, from, to, setSearch };
}

/** Null asks nothing. It is read again when it is opened again: live figures of a month are not worth their price. */
export const useReport = (asked: ReportQuery | null) =>
  useQuery({
    queryKey: keys.report(asked ?? {}),
    queryFn: () => call('report', { query: asked ?? {} }),
    enabled: asked !== null,
    staleTime: 10_000,
  });
