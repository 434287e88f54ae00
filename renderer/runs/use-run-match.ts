import { useMemo } from 'react';
import type { Run } from '../../contract/run.ts';
import { fits, runSubject } from '../../contract/search-match.ts';
import type { SearchQuery } from '../../contract/search-query.ts';
import type { RunsFilter } from '../api/keys.ts';
import { useSchedules } from '../api/queries.ts';
import { useRowFacts } from '../search/use-row-facts.ts';
import { useSearch } from '../search/use-search.ts';
import { searchText } from '../words/search-text.ts';
import { isInFilter } from './run-filter.ts';

/** What a list's search asks for by keys, and whether a run belongs in the list: the server's answer again, for runs that change. */
export function useRunMatch(filter: RunsFilter): { asked: SearchQuery | null; isIn: (run: Run) => boolean } {
  const asked = useSearch(filter.q ?? '');
  const facts = useRowFacts();
  const isMarked = asked?.terms.some(({ key }) => key === 'tag' || key === 'folder') ?? false;
  const rows = useSchedules(isMarked).data?.rows;
  const marks = useMemo(() => new Map(isMarked ? rows?.map(({ id, options }) => [id, options]) : []), [rows, isMarked]);
  const isIn = useMemo(() => {
    if (asked === null) return (run: Run) => isInFilter(run, filter);
    const { q: _q, ...others } = filter;
    return (run: Run) => {
      const text = searchText(`${run.scheduleName} ${run.process} ${run.id}`);
      return (
        isInFilter(run, others) &&
        (asked.words.length === 0 || text.includes(asked.words.join(' '))) &&
        !asked.notWords.some((word) => text.includes(word)) &&
        fits(runSubject(run, facts, marks.get(run.scheduleId)), asked)
      );
    };
  }, [asked, filter, facts, marks]);
  return { asked, isIn };
}
