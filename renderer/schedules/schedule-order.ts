import type { Language } from '../../contract/language.ts';
import { isFailing, needsAttention } from '../../contract/attention.ts';
import { scheduleFilters } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { searchText } from '../words/search-text.ts';
import type { GridSort } from '../ui/grid/columns.ts';

/** The filters are the same as on the server. */
export const filterNames = scheduleFilters;
type FilterName = (typeof filterNames)[number];

export const filterOf = (text: string | null): FilterName => filterNames.find((name) => name === text) ?? 'all';

/** `isHeld`: everything is paused, and so is this one. */
export function matchesFilter(row: ScheduleRow, filter: FilterName, isHeld = false): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'running':
      return row.activeRun !== null;
    case 'paused':
      return row.state === 'paused' || isHeld;
    case 'failing':
      return isFailing(row);
    case 'ended':
      return row.state === 'ended';
  }
}

/** The least length for a search by id; shorter texts match many ids by chance. */
const idSearchLength = 8;

/**
 * Whether all words of a normalised query occur in a row's name, process or the text from `sayMore`. The text is cached per row; another
 * language needs a new search.
 */
export function createRowSearch(sayMore: (row: ScheduleRow) => string) {
  const folded = new WeakMap<ScheduleRow, string>();
  return (row: ScheduleRow, words: readonly string[]): boolean => {
    if (words.length === 0) return true;
    let text = folded.get(row);
    if (text === undefined) {
      text = searchText(`${row.name} ${row.process} ${sayMore(row)}`);
      folded.set(row, text);
    }
    return words.every((word) => text.includes(word) || (word.length >= idSearchLength && row.id.includes(word)));
  };
}

export const searchWords = (query: string): readonly string[] =>
  searchText(query)
    .split(/\s+/)
    .filter((word) => word !== '');

/** `process` ascending, `-process` descending; null is the default order. */
export function sortOf(text: string | null): GridSort | null {
  if (text === null || text === '') return null;
  return text.startsWith('-') ? { column: text.slice(1), isDown: true } : { column: text, isDown: false };
}

export const sortText = (sort: GridSort | null): string | null =>
  sort === null ? null : (sort.isDown ? '-' : '') + sort.column;

/** Rows that need attention first, then active runs, then by the next run; rows without one always last. */
export function compareRows(sort: GridSort | null, language: Language, stateText: (row: ScheduleRow) => string) {
  const names = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const byName = (a: ScheduleRow, b: ScheduleRow) => names.compare(a.name, b.name) || a.seq - b.seq;
  if (sort === null) {
    const rank = (row: ScheduleRow) => (row.activeRun === null && needsAttention(row) ? 0 : row.activeRun ? 1 : 2);
    return (a: ScheduleRow, b: ScheduleRow) => rank(a) - rank(b) || compareDue(a, b) || byName(a, b);
  }
  const turn = sort.isDown ? -1 : 1;
  return (a: ScheduleRow, b: ScheduleRow): number => {
    switch (sort.column) {
      case 'next':
        return lastIfNull(a.due, b.due) ?? (turn * compareDue(a, b) || byName(a, b));
      case 'result': {
        const [first, second] = [a.lastRun?.endedAt ?? null, b.lastRun?.endedAt ?? null];
        return lastIfNull(first, second) ?? (turn * ((second ?? 0) - (first ?? 0)) || byName(a, b));
      }
      case 'state':
        return turn * names.compare(stateText(a), stateText(b)) || byName(a, b);
      default:
        return turn * byName(a, b);
    }
  };
}

const compareDue = (a: ScheduleRow, b: ScheduleRow): number => lastIfNull(a.due, b.due) ?? (a.due ?? 0) - (b.due ?? 0);

/** Empty values sort last in both directions; null if both are empty or neither is. */
function lastIfNull(a: number | null, b: number | null): number | null {
  if ((a === null) === (b === null)) return null;
  return a === null ? 1 : -1;
}
