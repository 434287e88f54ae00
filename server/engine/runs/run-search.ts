import type { RpaProcess } from '../../../contract/process.ts';
import { foldForSearch } from '../../../contract/search.ts';
import { runFilters } from '../../../contract/console.ts';
import { marksFit } from '../../../contract/search-match.ts';
import type { SearchQuery, SearchTerm } from '../../../contract/search-query.ts';
import { marksOf, type Marks } from '../../../contract/tags.ts';
import type { ListStore, MarkedSchedule, RunMatch, RunsQuery } from '../../store/list-store.ts';
import { askedFor, type SearchDeps } from '../shared/search-facts.ts';

export interface RunSearchDeps {
  readonly search: SearchDeps;
  readonly lists: Pick<ListStore, 'markedSchedules' | 'schedulesNamed'>;
}

/** A query whose search text asks for tags, states and the like, as the store understands it; any other as it is. */
export async function understood(query: RunsQuery, deps: RunSearchDeps): Promise<RunsQuery> {
  const asked = askedFor(query.q ?? '', deps.search);
  if (asked === null) return query;
  const { q: _q, ...rest } = query;
  const words = asked.words.join(' ');
  const matches: RunMatch[] = [];
  for (const group of groupsOf(asked)) matches.push(await matchOf(group, deps));
  for (const word of asked.notWords) matches.push(await namedMatch(word, true, deps));
  return withResult({ ...rest, ...(words === '' ? {} : { q: words }), ...since(query.from, asked) }, matches);
}

/** Terms of the same key, of which one has to be true; each tag and each negation for itself. */
function groupsOf({ terms }: SearchQuery): SearchTerm[][] {
  const groups = new Map<string, SearchTerm[]>();
  for (const [at, term] of terms.entries()) {
    if (term.key === 'since' && !term.isNot) continue;
    const key = term.isNot || term.key === 'tag' ? String(at) : term.key;
    groups.set(key, [...(groups.get(key) ?? []), term]);
  }
  return [...groups.values()];
}

/** The earliest of several, as any of them is enough. */
function since(from: number | undefined, { terms }: SearchQuery): { from?: number } {
  const given = terms.flatMap((term) => (term.key === 'since' && !term.isNot ? [term.at] : []));
  if (given.length === 0) return {};
  return { from: Math.max(Math.min(...given), from ?? 0) };
}

/** A single state is asked as the filter of the list, for which there are indexes. */
function withResult(query: RunsQuery, matches: readonly RunMatch[]): RunsQuery {
  const at = matches.findIndex(({ isNot, states }) => !isNot && states?.length === 1);
  const result = runFilters.find((name) => name !== 'all' && name === matches[at]?.states?.[0]);
  if (query.result !== 'all' || result === undefined) return { ...query, matches };
  return { ...query, result, matches: matches.filter((_, index) => index !== at) };
}

async function matchOf(group: readonly SearchTerm[], deps: RunSearchDeps): Promise<RunMatch> {
  const [first] = group;
  const isNot = first?.isNot ?? false;
  if (first?.key === 'tag' || first?.key === 'folder') {
    const values = group.flatMap((term) => (term.key === first.key ? [term.value] : []));
    return { isNot, ...markedPart(first.key, values, deps.search, await deps.lists.markedSchedules()) };
  }
  const parts: Partial<RunMatch>[] = [];
  for (const term of group) parts.push(await partOf(term, deps));
  return parts.reduce<RunMatch>((all, part) => ({ ...all, ...together(all, part) }), { isNot });
}

/** What is true of the one or of the other. */
function together(one: Partial<RunMatch>, other: Partial<RunMatch>): Partial<RunMatch> {
  const { processes = [], schedules = [], workers = [], starters = [], states = [] } = one;
  return {
    ...other,
    ...(other.processes && { processes: [...processes, ...other.processes] }),
    ...(other.schedules && { schedules: [...schedules, ...other.schedules] }),
    ...(other.workers && { workers: [...workers, ...other.workers] }),
    ...(other.starters && { starters: [...starters, ...other.starters] }),
    ...(other.states && { states: [...states, ...other.states] }),
  };
}

async function partOf(term: SearchTerm, { search, lists }: RunSearchDeps): Promise<Partial<RunMatch>> {
  switch (term.key) {
    case 'tag':
    case 'folder':
      return markedPart(term.key, [term.value], search, await lists.markedSchedules());
    case 'process':
      return { processes: namesOf(search, (one) => isNamed(one, term.value)) };
    case 'schedule':
      return { schedules: await lists.schedulesNamed(term.value) };
    case 'enabled':
      return { processes: namesOf(search, ({ enabled }) => enabled === term.isOn) };
    case 'worker': {
      const found = search
        .targets()
        .filter(({ target, names }) => foldForSearch(`${target}\n${names}`).includes(term.value));
      return { workers: found.map(({ target }) => target) };
    }
    case 'client': {
      const found = search.clients().filter(({ name, user }) => foldForSearch(`${name}\n${user}`).includes(term.value));
      return { starters: found.map(({ name }) => name), starterText: term.value };
    }
    case 'state':
      return { states: [term.state] };
    case 'since':
      return { since: term.at };
  }
}

const namesOf = ({ processes }: SearchDeps, isMeant: (process: RpaProcess) => boolean): string[] =>
  processes()
    .filter(isMeant)
    .map(({ name }) => name);

const isNamed = ({ name, title = '' }: { readonly name: string; readonly title?: string | undefined }, value: string) =>
  foldForSearch(`${name}\n${title}`).includes(value);

/**
 * The runs of processes that have one of the values, but not those of a schedule that is elsewhere; and those of schedules that have one
 * themselves.
 */
function markedPart(
  key: 'tag' | 'folder',
  values: readonly string[],
  deps: SearchDeps,
  marked: readonly MarkedSchedule[],
): Omit<RunMatch, 'isNot'> {
  const isMeant = (own: Marks, process: Marks | null) => {
    const marks = marksOf(own, process);
    return values.some((value) => marksFit(marks, key, value));
  };
  const names = new Set(namesOf(deps, (one) => isMeant({}, one)));
  const fitting = (one: MarkedSchedule) => isMeant(one, deps.processOf(one.process));
  return {
    processes: [...names],
    schedules: marked.filter((one) => !names.has(one.process) && fitting(one)).map(({ seq }) => seq),
    notSchedules: marked.filter((one) => names.has(one.process) && !fitting(one)).map(({ seq }) => seq),
  };
}

async function namedMatch(word: string, isNot: boolean, { search, lists }: RunSearchDeps): Promise<RunMatch> {
  return {
    isNot,
    processes: namesOf(search, (one) => isNamed(one, word)),
    schedules: await lists.schedulesNamed(word),
  };
}
