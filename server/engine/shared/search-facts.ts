import type { RpaProcess } from '../../../contract/process.ts';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { foldForSearch } from '../../../contract/search.ts';
import { fits, scheduleSubject, type RowFacts } from '../../../contract/search-match.ts';
import { hasTerms } from '../../../contract/search-parts.ts';
import { readSearch, type SearchMoment, type SearchQuery } from '../../../contract/search-query.ts';

/** What a search is answered with. */
export interface SearchDeps {
  readonly processes: () => readonly RpaProcess[];
  readonly processOf: (name: string) => RpaProcess | null;
  /** The clients, as runs name those who started them. */
  readonly clients: () => readonly { readonly name: string; readonly user: string }[];
  /** Workers by their ID and groups by their name, each with all its names in one text. */
  readonly targets: () => readonly { readonly target: string; readonly names: string }[];
  readonly moment: () => SearchMoment;
  readonly isPausedAll: () => boolean;
}

/** A search text with what it asks for; null: it is plain words, which the store looks for itself. */
export const askedFor = (text: string, { moment }: Pick<SearchDeps, 'moment'>): SearchQuery | null =>
  hasTerms(text) ? readSearch(text, moment()) : null;

/** Whether a row is what a search asks for. */
export function rowSearch(asked: SearchQuery, deps: SearchDeps): (row: ScheduleRow) => boolean {
  const targets = new Map(deps.targets().map(({ target, names }) => [target, names]));
  const isPausedAll = deps.isPausedAll();
  const facts: RowFacts = {
    processOf: deps.processOf,
    workerNames: (target) => (target === null ? '' : (targets.get(target) ?? target)),
    isHeld: (row) => isPausedAll && row.state === 'active',
  };
  return (row) => {
    const text = foldForSearch(`${row.name} ${row.process}`);
    return (
      asked.words.every((word) => text.includes(word)) &&
      !asked.notWords.some((word) => text.includes(word)) &&
      fits(scheduleSubject(row, facts), asked)
    );
  };
}
