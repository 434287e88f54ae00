import { useEffect } from 'react';
import type { LogRows } from './log-rows.ts';
import type { LogSource } from './log-source.ts';

interface Seen {
  /** The visible rows, inclusive. */
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Requests the visible lines. */
export function useWantedLines(
  { want, wantProblems, total }: LogSource,
  rows: LogRows,
  areProblemsOnly: boolean,
  { firstSeen, lastSeen }: Seen,
): void {
  useEffect(() => {
    const first = Math.max(0, Math.min(firstSeen, rows.count - 1));
    const last = Math.min(lastSeen, rows.count - 1);
    if (rows.count === 0 || last < first) return;
    if (areProblemsOnly)
      wantProblems(Array.from({ length: last - first + 1 }, (_, index) => rows.numberAt(first + index)));
    // Lines hidden by closed groups are not needed.
    else if (rows.numberAt(last) - rows.numberAt(first) < 2000) want(rows.numberAt(first), rows.numberAt(last));
    else for (const row of [first, last]) want(rows.numberAt(row), rows.numberAt(row));
  }, [rows, areProblemsOnly, firstSeen, lastSeen, total, want, wantProblems]);
}
