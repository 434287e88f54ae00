import type { Run } from '../../contract/run.ts';
import type { RunPages } from '../api/keys.ts';

/** The most new runs that wait behind the counter. */
const mostPending = 1000;
/** The most runs of the first page: a page left open for weeks receives more and more. */
const mostOnTop = 2000;
/** The list is then cut to this; the rest is fetched again when scrolled to. */
const keptOnTop = 200;

const newestFirst = (one: Run, other: Run): number => other.seq - one.seq;

/** New runs that wait to be shown, newest first. */
export interface PendingRuns {
  readonly runs: readonly Run[];
  /** Older ones were dropped. */
  readonly isMore: boolean;
}

export const nothingPending: PendingRuns = { runs: [], isMore: false };

export function withPending(pending: PendingRuns, run: Run): PendingRuns {
  const all = [run, ...pending.runs.filter(({ id }) => id !== run.id)].sort(newestFirst);
  return { runs: all.slice(0, mostPending), isMore: pending.isMore || all.length > mostPending };
}

/** A list with new runs on top. It never has gaps: runs that may be missing below the new ones are fetched with the rest. */
export function withOnTop(old: RunPages, { runs, isMore }: PendingRuns): RunPages {
  const [first, ...rest] = old.pages;
  if (first === undefined) return old;
  const ids = new Set(runs.map((run) => run.id));
  const merged = [...runs, ...(isMore ? [] : first.runs.filter((run) => !ids.has(run.id)))].sort(newestFirst);
  if (!isMore && merged.length <= mostOnTop) return { ...old, pages: [{ ...first, runs: merged }, ...rest] };
  const kept = merged.slice(0, keptOnTop);
  return { pages: [{ ...first, runs: kept, next: kept.at(-1)?.seq ?? null }], pageParams: old.pageParams.slice(0, 1) };
}
