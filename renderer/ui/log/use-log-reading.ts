import { useDeferredValue, useMemo, useState } from 'react';
import { foldNeedle } from './find-in-line.ts';
import type { LogGroup } from './log-groups.ts';
import { chosenRows } from './log-rows.ts';
import type { LogSource } from './log-source.ts';
import { useFolds } from './use-folds.ts';
import { useFollow } from './use-follow.ts';
import { useFoundLines } from './use-found-lines.ts';

export interface LogReadingOptions {
  readonly source: LogSource;
  /** Whether lines may still come. */
  readonly isLive: boolean;
  /** The line of the address. */
  readonly line: number | null;
  readonly onLine: (line: number | null) => void;
}

export type LogReading = ReturnType<typeof useLogReading>;

/** The state of a log view: search, shown rows, and whether it follows the end. */
export function useLogReading({ source, isLive, line, onLine }: LogReadingOptions) {
  const { total } = source;
  const [areProblemsOnly, setAreProblemsOnly] = useState(false);
  const [isWrapped, setIsWrapped] = useState(false);
  const following = useFollow({ isLive, total, line, onLine });
  const [text, setText] = useState('');
  const needle = useDeferredValue(foldNeedle(text.trim()));
  const levels: 'all' | 'problems' = areProblemsOnly ? 'problems' : 'all';
  const found = useFoundLines(source, needle === '' ? null : { text: needle, levels });
  const problems = useFoundLines(source, areProblemsOnly ? { text: '', levels } : null);
  const folds = useFolds(source.groups, total, line);
  const rows = useMemo(
    () => (areProblemsOnly ? chosenRows(problems.numbers) : folds.rows),
    [areProblemsOnly, problems.numbers, folds.rows],
  );
  function hitsIn({ from, end }: LogGroup): number {
    const before = chosenRows(found.numbers);
    const upTo = (number: number) => ((found.numbers[0] ?? Infinity) > number ? 0 : before.rowOf(number) + 1);
    return upTo(end ?? total) - upTo(from);
  }
  return {
    ...{ text, setText, needle, levels, found, hitsIn },
    ...{ areProblemsOnly, setAreProblemsOnly, isWrapped, setIsWrapped },
    following,
    rows,
    /** How many lines are shown. */
    count: areProblemsOnly ? problems.numbers.length : total,
    /** Null if lines do not fold. */
    folds: areProblemsOnly || source.groups.length === 0 ? null : folds,
    isOpen: folds.isOpen,
    toggle: folds.toggle,
  };
}
