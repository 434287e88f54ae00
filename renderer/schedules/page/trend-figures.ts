import { neverRan, type Outcome, type Run } from '../../../contract/run.ts';

/** One run of a trend; `durationMs` is null where its program was not started. */
export interface TrendRun {
  readonly id: string;
  readonly at: number;
  readonly outcome: Outcome;
  readonly durationMs: number | null;
}

export interface TrendFigures {
  /** Oldest first. */
  readonly runs: readonly TrendRun[];
  /** Those whose program was started, and those of them that succeeded. */
  readonly ran: number;
  readonly good: number;
  readonly notRun: number;
  readonly medianMs: number;
  readonly longestMs: number;
  /** The medians of the last ten and of those before; null where there are fewer than five before. */
  readonly lately: { readonly n: number; readonly nowMs: number; readonly beforeMs: number } | null;
}

const recent = 10;
const leastBefore = 5;

/** The figures of the latest ended runs, given newest first; null if fewer than two were started. */
export function trendOf(runs: readonly Run[], most: number): TrendFigures | null {
  const ended = runs.flatMap(toTrendRun).slice(0, most).reverse();
  const started = ended.filter(({ durationMs }) => durationMs !== null);
  if (started.length < 2) return null;
  const durations = started.map(({ durationMs }) => durationMs ?? 0);
  const [before, now] = [durations.slice(0, -recent), durations.slice(-recent)];
  return {
    runs: ended,
    ran: started.length,
    good: started.filter(({ outcome }) => outcome === 'succeeded').length,
    notRun: ended.length - started.length,
    medianMs: median(durations),
    longestMs: Math.max(...durations),
    lately: before.length < leastBefore ? null : { n: now.length, nowMs: median(now), beforeMs: median(before) },
  };
}

function toTrendRun({ id, outcome, startedAt, endedAt, dueAt }: Run): TrendRun[] {
  if (outcome === null) return [];
  const hasRun = startedAt !== null && endedAt !== null && !neverRan.some((one) => one === outcome);
  return [{ id, at: startedAt ?? dueAt, outcome, durationMs: hasRun ? Math.max(0, endedAt - startedAt) : null }];
}

/** Of an even number the lower one: a duration that there was. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
