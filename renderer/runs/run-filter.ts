import { runFilters } from '../../contract/console.ts';
import type { Run } from '../../contract/run.ts';
import { searchParts } from '../../contract/search-parts.ts';
import type { RunsFilter } from '../api/keys.ts';
import { searchText } from '../words/search-text.ts';

export const periodNames = ['24h', '7d', '30d', 'all'] as const;
export type PeriodName = (typeof periodNames)[number];
export type ResultFilter = (typeof runFilters)[number];

/** The list's filter, as in the address. */
export interface RunListState {
  readonly result: ResultFilter;
  readonly process: string | null;
  readonly schedule: string | null;
  /** The ID of a worker or the name of a group. */
  readonly worker: string | null;
  /** null when `from` and `to` are given. */
  readonly period: PeriodName | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly q: string;
  readonly tests: boolean;
}

const hour = 3_600_000;
const lengths = { '24h': 24 * hour, '7d': 168 * hour, '30d': 720 * hour } as const;

/** An instant in the address; 15 digits of milliseconds are the limit of dates. */
const instantOf = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;

export function readState(search: URLSearchParams): RunListState {
  const result = search.get('result') as ResultFilter | null;
  const period = search.get('period') as PeriodName | null;
  const from = instantOf(search.get('from'));
  const to = instantOf(search.get('to'));
  const isWindow = from !== null || to !== null;
  return {
    result: result !== null && runFilters.includes(result) ? result : 'all',
    process: search.get('process'),
    schedule: search.get('schedule'),
    worker: search.get('worker'),
    period: isWindow ? null : period !== null && periodNames.includes(period) ? period : '7d',
    from,
    to,
    q: search.get('q') ?? '',
    tests: search.get('tests') === 'true',
  };
}

/** The query to the server. The start of a period is rounded down to the hour, so that the query stays the same for a while. */
export function filterOf(state: RunListState, now: number): RunsFilter {
  const from =
    state.period === null || state.period === 'all' || saysSince(state.q)
      ? state.from
      : Math.floor((now - lengths[state.period]) / hour) * hour;
  return {
    result: state.result,
    ...(state.process === null ? {} : { process: state.process }),
    ...(state.schedule === null ? {} : { schedule: state.schedule }),
    ...(state.worker === null ? {} : { worker: state.worker }),
    ...(from === null ? {} : { from }),
    ...(state.to === null ? {} : { to: state.to }),
    ...(state.q.trim() === '' ? {} : { q: state.q.trim() }),
    tests: state.tests ? 'true' : 'false',
  };
}

/** A search that says since when means that, and not the period beside it. */
const saysSince = (q: string): boolean =>
  searchParts(q).some(({ key, value, isNot }) => key === 'since' && value !== '' && !isNot);

/** Whether an announced run belongs in a list. The full search is the server's; this one compares names and the id. */
export function isInFilter(run: Run, filter: RunsFilter): boolean {
  const { result = 'all', process, schedule, worker, from, to, q, tests } = filter;
  if (tests !== 'true' && run.trigger === 'test') return false;
  if (process !== undefined && run.process !== process) return false;
  if (schedule !== undefined && run.scheduleId !== schedule) return false;
  if (worker !== undefined && !isOf(run, worker)) return false;
  if (from !== undefined && run.queuedAt < Number(from)) return false;
  if (to !== undefined && run.queuedAt > Number(to)) return false;
  if (q !== undefined && !searchText(`${run.scheduleName} ${run.process} ${run.id}`).includes(searchText(q)))
    return false;
  return isResult(run, result);
}

/** Whether a worker has or had it, or it is for that worker or group. */
const isOf = ({ worker, target, startedAt }: Run, wanted: string): boolean =>
  target === wanted || (startedAt !== null && worker === wanted);

function isResult(run: Run, result: ResultFilter): boolean {
  switch (result) {
    case 'all':
      return true;
    case 'running':
      return run.status === 'running' || run.status === 'cancelling';
    case 'waiting':
      return run.status === 'queued' || run.status === 'retrying';
    case 'succeeded':
    case 'failed':
    case 'timed-out':
    case 'cancelled':
    case 'interrupted':
    case 'skipped':
    case 'missed':
    case 'blocked':
    case 'expired':
      return run.outcome === result;
  }
}
