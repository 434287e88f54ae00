import { useEffect, useState } from 'react';
import { diffLogs, type DiffOptions, type LogDiff } from './log-diff.ts';
import type { ComparedLog } from './use-compared-log.ts';

/** The comparison of two logs; null while it is not there. What comes late for older options is dropped. */
export function useLogDiff(
  left: ComparedLog | undefined,
  right: ComparedLog | undefined,
  { ignoreTimes, ignoreDigits }: DiffOptions,
): LogDiff | null {
  const [diff, setDiff] = useState<LogDiff | null>(null);
  useEffect(() => {
    if (left === undefined || right === undefined) return undefined;
    let isWanted = true;
    void diffLogs(left.lines, right.lines, { ignoreTimes, ignoreDigits }).then((found) => {
      if (isWanted) setDiff(found);
    });
    return () => {
      isWanted = false;
      setDiff(null);
    };
  }, [left, right, ignoreTimes, ignoreDigits]);
  return diff;
}
