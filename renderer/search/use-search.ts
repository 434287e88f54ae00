import { use, useEffect, useMemo, useState } from 'react';
import { hasTerms } from '../../contract/search-parts.ts';
import type { readSearch, SearchQuery } from '../../contract/search-query.ts';
import { fetchedAhead } from '../ui/lazy-part.ts';
import { useNow } from '../ui/now.ts';
import { useWords } from '../words/words.tsx';

const minute = 60_000;
/** Most searches are plain words, which need none of it. */
const reader = fetchedAhead(() => import('../../contract/search-query.ts').then((module) => module.readSearch));

/** What a search text asks for; null: nothing but plain words. */
export function useSearch(text: string): SearchQuery | null {
  const { times } = useWords();
  const zone = times.homeZone;
  const isAsking = hasTerms(text);
  // Its times move with the clock; a text without keys has none.
  const now = useNow(minute);
  const moment = isAsking ? Math.floor(now / minute) * minute : 0;
  const read = useReader(isAsking);
  return useMemo(() => read?.(text, { now: moment, zone }) ?? null, [text, read, moment, zone]);
}

/** A screen that opens with a search waits for what reads it; one that is shown does not vanish under whoever types. */
function useReader(isAsking: boolean): typeof readSearch | null {
  const [opensWithIt] = useState(isAsking);
  const [, setIsLoaded] = useState(reader.here() !== null);
  useEffect(() => {
    if (isAsking) void reader.asked().then(() => setIsLoaded(true));
  }, [isAsking]);
  if (!isAsking) return null;
  return reader.here() ?? (opensWithIt ? use(reader.asked()) : null);
}
