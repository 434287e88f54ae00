import { closest } from './close-names.ts';
import { dayStart, wallTimeToInstant } from './quartz/index.ts';
import { searchParts, type SearchPart } from './search-parts.ts';
import { foldForSearch } from './search.ts';
import {
  dayNames,
  keyNames,
  named,
  nameKey,
  searchKeys,
  stateNames,
  yesNames,
  type SearchKey,
  type SearchState,
} from './search-words.ts';
import { tagKey } from './tags.ts';
import { either, said, type Translatable } from './translatable.ts';

type TextKey = Exclude<SearchKey, 'state' | 'enabled' | 'since'>;

/** What a search asks of a thing. Texts are folded (`foldForSearch`). */
export type SearchTerm = { readonly isNot: boolean } & (
  | { readonly key: TextKey; readonly value: string }
  | { readonly key: 'state'; readonly state: SearchState }
  | { readonly key: 'enabled'; readonly isOn: boolean }
  | { readonly key: 'since'; readonly at: number }
);

export interface SearchQuery {
  readonly parts: readonly SearchPart[];
  readonly terms: readonly SearchTerm[];
  /** Folded; all must be there. */
  readonly words: readonly string[];
  /** Folded; none may be there. */
  readonly notWords: readonly string[];
  /** What cannot be understood, each in a sentence. Its part asks for nothing, an unknown key is looked for as text. */
  readonly problems: readonly Translatable[];
}

/** The moment of the search, and the zone of its days. */
export interface SearchMoment {
  readonly now: number;
  readonly zone: string;
}

/** Understands a search text such as `tag:bank state:failed -tag:test process:"Invoice load" since:yesterday`. */
export function readSearch(text: string, moment: SearchMoment): SearchQuery {
  const parts = searchParts(text);
  const problems: Translatable[] = [];
  const terms: SearchTerm[] = [];
  for (const one of parts) {
    if (one.unknown !== null) problems.push(unknownKey(one.unknown));
    if (one.key === null || (one.value === '' && !one.isQuoted)) continue;
    const read = termOf(one.key, one.value, moment);
    if ('words' in read) problems.push(read);
    else terms.push({ ...read, isNot: one.isNot });
  }
  const plain = parts.filter(({ key }) => key === null);
  const folded = (isNot: boolean) =>
    plain
      .filter((one) => one.isNot === isNot && one.value.trim() !== '')
      .map(({ value }) => foldForSearch(value.trim()));
  return { parts, terms, words: folded(false), notWords: folded(true), problems };
}

type Read = SearchTerm extends infer Term ? (Term extends SearchTerm ? Omit<Term, 'isNot'> : never) : never;

function termOf(key: SearchKey, value: string, moment: SearchMoment): Read | Translatable {
  switch (key) {
    case 'state': {
      const state = named(stateNames, value);
      return state === undefined ? unknownState(value) : { key, state };
    }
    case 'enabled': {
      const answer = named(yesNames, value);
      return answer === undefined
        ? said`"enabled:${value}" is neither yes nor no: write enabled:yes or enabled:no.`
        : { key, isOn: answer === 'yes' };
    }
    case 'since': {
      const at = instantOf(value, moment);
      return at === null
        ? said`"since:${value}" is no time: write since:today, since:yesterday, since:24h, since:7d or since:2026-11-30.`
        : { key, at };
    }
    case 'tag':
    case 'folder':
      return { key, value: tagKey(value) };
    case 'process':
    case 'schedule':
    case 'client':
    case 'worker':
      return { key, value: foldForSearch(value.trim()) };
  }
}

const units: Readonly<Record<string, number>> = { h: 1, sa: 1, d: 24, g: 24, w: 168, hf: 168 };

/** `today`, `24h`, `7d`, `2w` back from now, or a day; in Turkish `bugün`, `24sa`, `7g`, `2hf`. */
function instantOf(text: string, { now, zone }: SearchMoment): number | null {
  const day = named(dayNames, text);
  if (day !== undefined) return dayStart(zone, now, day === 'today' ? 0 : -1);
  const [, amount, unit = ''] = /^(\d{1,4})([a-z]+)$/i.exec(text) ?? [];
  const hours = units[unit.toLowerCase()];
  if (amount !== undefined) return hours === undefined ? null : now - Number(amount) * hours * 3_600_000;
  const [, year, month, date] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? turned(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text));
  if (year === undefined) return null;
  const wall = { year: Number(year), month: Number(month), day: Number(date), hour: 0, minute: 0, second: 0 };
  if (wall.month < 1 || wall.month > 12 || wall.day < 1 || wall.day > 31) return null;
  return wallTimeToInstant(zone, wall).instantMs;
}

/** `30.11.2026` in the order of `2026-11-30`. */
const turned = (found: RegExpExecArray | null): (string | undefined)[] =>
  found === null ? [] : [found[0], found[3], found[2], found[1]];

// Sentences of their own, so that each language lists its own names.
const keyList = said`tag, folder, state, process, schedule, client, worker, enabled, since`;
const stateList = said`active, running, waiting, paused, ended, failing, succeeded, failed, timed-out, cancelled, interrupted, skipped, missed, blocked, expired`;

function unknownKey(name: string): Translatable {
  const close = closest(
    name,
    searchKeys.flatMap((key) => [keyNames.en[key], keyNames.tr[key]]),
    nameKey,
  );
  const looked = said`"${name}:" is no key of a search, so it is looked for as text.`;
  if (close.length === 0) return said`${looked} The keys are ${keyList}.`;
  return said`${looked} Did you mean ${either(close.map((one) => `"${one}:"`))}?`;
}

function unknownState(value: string): Translatable {
  const close = closest(value, [...Object.values(stateNames.en), ...Object.values(stateNames.tr)], nameKey);
  const none = said`"${value}" is no state.`;
  if (close.length === 0) return said`${none} The states are ${stateList}.`;
  return said`${none} Did you mean ${either(close.map((one) => `"${one}"`))}?`;
}
