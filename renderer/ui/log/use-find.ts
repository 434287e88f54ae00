import { useDeferredValue, useMemo, useState } from 'react';
import { withoutAnsi } from './ansi.ts';
import { foldNeedle, isInLine } from './find-in-line.ts';
import type { LogEntry } from './log-line.tsx';

export interface Find {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Folded; '' while nothing is looked for. */
  readonly needle: string;
  /** Numbers of the lines that hold it. */
  readonly hits: readonly number[];
}

/** Looks for a text in the lines; typing stays quick, the marks follow. */
export function useFind(lines: readonly LogEntry[], version: number): Find {
  const [text, setText] = useState('');
  const needle = useDeferredValue(foldNeedle(text.trim()));
  const hits = useMemo(
    () =>
      needle === '' ? [] : lines.filter((line) => isInLine(withoutAnsi(line.text), needle)).map((line) => line.number),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the list grows in place; the version says when
    [lines, needle, version],
  );
  return { text, setText, needle, hits };
}
