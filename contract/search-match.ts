import { failingOutcomes, isFailing } from './attention.ts';
import type { ProcessRow } from './console.ts';
import type { RpaProcess } from './process.ts';
import type { Run } from './run.ts';
import type { ScheduleRow } from './schedule.ts';
import { foldForSearch } from './search.ts';
import type { SearchQuery, SearchTerm } from './search-query.ts';
import type { SearchState } from './search-words.ts';
import { hasTag, isInFolder, marksOf, type Marks } from './tags.ts';

/** What a search looks at. `names` are folded texts in which a value may stand anywhere. */
export interface SearchSubject {
  readonly marks: { readonly tags: readonly string[]; readonly folder: string };
  readonly names: Readonly<Record<'process' | 'schedule' | 'client' | 'worker', string>>;
  readonly isIn: (state: SearchState) => boolean;
  readonly isEnabled: boolean;
  /** When it last ran; null: never. */
  readonly at: number | null;
}

/** Terms of the same key ask for any of them, except tags: all of those must be there. */
export function fits(subject: SearchSubject, { terms }: Pick<SearchQuery, 'terms'>): boolean {
  const anyOf = new Map<string, boolean>();
  for (const term of terms) {
    const isSo = holds(subject, term);
    if (term.isNot) {
      if (isSo) return false;
    } else if (term.key === 'tag') {
      if (!isSo) return false;
    } else anyOf.set(term.key, (anyOf.get(term.key) ?? false) || isSo);
  }
  return [...anyOf.values()].every(Boolean);
}

function holds({ marks, names, isIn, isEnabled, at }: SearchSubject, term: SearchTerm): boolean {
  switch (term.key) {
    case 'tag':
      return holdsTag(marks, term.value);
    case 'folder':
      return isInFolder(marks.folder, term.value);
    case 'state':
      return isIn(term.state);
    case 'enabled':
      return isEnabled === term.isOn;
    case 'since':
      return at !== null && at >= term.at;
    case 'process':
    case 'schedule':
    case 'client':
    case 'worker':
      return names[term.key].includes(term.value);
  }
}

/** '' asks for what has no tag at all. */
const holdsTag = ({ tags }: SearchSubject['marks'], key: string): boolean =>
  key === '' ? tags.length === 0 : hasTag(tags, key);

/** Whether marks are what a term of `tag` or `folder` asks for. */
export const marksFit = (marks: SearchSubject['marks'], key: 'tag' | 'folder', value: string): boolean =>
  key === 'tag' ? holdsTag(marks, value) : isInFolder(marks.folder, value);

/** What is known beside a row. */
export interface RowFacts {
  readonly processOf: (name: string) => (Marks & Pick<RpaProcess, 'title' | 'enabled'>) | null | undefined;
  /** The names of a worker or group by what is stored; null: of any. */
  readonly workerNames: (target: string | null) => string;
  /** Everything is paused, and the row with it. */
  readonly isHeld: (row: ScheduleRow) => boolean;
}

export function scheduleSubject(row: ScheduleRow, { processOf, workerNames, isHeld }: RowFacts): SearchSubject {
  const process = processOf(row.process);
  return {
    marks: marksOf(row.options, process),
    names: {
      process: foldForSearch(`${row.process}\n${process?.title ?? ''}`),
      schedule: foldForSearch(row.name),
      client: foldForSearch(row.createdBy ?? ''),
      worker: foldForSearch(workerNames(row.worker)),
    },
    isIn: (state) => isScheduleIn(row, state, isHeld),
    isEnabled: row.state === 'active' && process?.enabled !== false,
    at: row.lastRun?.endedAt ?? null,
  };
}

function isScheduleIn(row: ScheduleRow, state: SearchState, isHeld: RowFacts['isHeld']): boolean {
  const { activeRun, lastRun } = row;
  switch (state) {
    case 'active':
    case 'ended':
      return row.state === state;
    case 'paused':
      return row.state === state || isHeld(row);
    case 'running':
      return activeRun?.status === 'running' || activeRun?.status === 'cancelling';
    case 'waiting':
      return activeRun?.status === 'queued' || activeRun?.status === 'retrying';
    case 'failing':
      return isFailing(row);
    default:
      return lastRun?.outcome === state;
  }
}

export function processSubject({ process, lastRun }: ProcessRow): SearchSubject {
  return {
    marks: marksOf({}, process),
    names: {
      process: foldForSearch(`${process.name}\n${process.title ?? ''}`),
      schedule: '',
      client: foldForSearch(lastRun?.startedBy ?? ''),
      worker: foldForSearch(lastRun?.worker ?? ''),
    },
    isIn: (state) => {
      if (state === 'active') return process.enabled;
      if (state === 'paused') return !process.enabled;
      return lastRun !== null && isRunIn(lastRun, state);
    },
    isEnabled: process.enabled,
    at: lastRun === null ? null : (lastRun.endedAt ?? lastRun.startedAt ?? lastRun.queuedAt),
  };
}

/** Whether a run is in a state; `active` and `paused` are states of schedules. */
export function isRunIn({ status, outcome }: Pick<Run, 'status' | 'outcome'>, state: SearchState): boolean {
  switch (state) {
    case 'active':
    case 'paused':
      return false;
    case 'running':
      return status === 'running' || status === 'cancelling';
    case 'waiting':
      return status === 'queued' || status === 'retrying';
    case 'ended':
      return status === 'ended';
    case 'failing':
      return outcome !== null && failingOutcomes.includes(outcome);
    default:
      return outcome === state;
  }
}

/** A run has the marks of its schedule, and is enabled as its process is. */
export function runSubject(
  run: Run,
  { processOf, workerNames }: Omit<RowFacts, 'isHeld'>,
  scheduleMarks: Marks | null | undefined,
): SearchSubject {
  const process = processOf(run.process);
  return {
    marks: marksOf(scheduleMarks ?? {}, process),
    names: {
      process: foldForSearch(`${run.process}\n${process?.title ?? ''}`),
      schedule: foldForSearch(run.scheduleName),
      client: foldForSearch(run.startedBy ?? ''),
      worker: foldForSearch(
        `${run.startedAt === null ? '' : workerNames(run.worker)}\n${run.target === null ? '' : workerNames(run.target)}`,
      ),
    },
    isIn: (state) => isRunIn(run, state),
    isEnabled: process?.enabled !== false,
    at: run.queuedAt,
  };
}
