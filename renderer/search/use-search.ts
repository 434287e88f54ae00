import { useMemo } from 'react';
import { hasTerms, readSearch, type SearchQuery } from '../../contract/search-query.ts';
import { useNow } from '../ui/now.ts';
import { useWords } from '../words/words.tsx';

const minute = 60_000;

/** What a search text asks for; null: nothing but plain words. */
export function useSearch(text: string): SearchQuery | null {
  const { times } = useWords();
  const zone = times.homeZone;
  const isAsking = hasTerms(text);
  // Its times move with the clock; a text without keys has none.
  const now = useNow(minute);
  const moment = isAsking ? Math.floor(now / minute) * minute : 0;
  return useMemo(() => (isAsking ? readSearch(text, { now: moment, zone }) : null), [text, isAsking, moment, zone]);
}
