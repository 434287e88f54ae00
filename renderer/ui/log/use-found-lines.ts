import { useEffect, useRef, useState } from 'react';
import type { LogSearch, LogSource } from './log-source.ts';

/** The most matches that are kept: nobody steps through more. */
const mostFound = 100_000;
const againMs = 400;

export interface FoundLines {
  readonly numbers: readonly number[];
  /** There may be more: the search is still running, or has reached its limit. */
  readonly isPart: boolean;
}

const none: FoundLines = { numbers: [], isPart: false };

/** The lines that match a search, including later ones while the log grows; null disables the search. */
export function useFoundLines(source: LogSource, search: LogSearch | null): FoundLines {
  const { find, total } = source;
  const text = search?.text;
  const levels = search?.levels;
  const [found, setFound] = useState<FoundLines & { readonly key: string }>({ ...none, key: '' });
  const key = search === null ? '' : `${levels} ${text}`;
  /** The next line to search. */
  const progress = useRef({ key: '', numbers: [] as number[], from: 1 });

  useEffect(() => {
    if (text === undefined || levels === undefined) return undefined;
    if (progress.current.key !== key) progress.current = { key, numbers: [], from: 1 };
    const at = progress.current;
    if (at.numbers.length >= mostFound || (at.from > 1 && at.from > total)) return undefined;
    let isOver = false;
    async function look(search: LogSearch): Promise<void> {
      const answer = await find(search, at.from);
      if (isOver) return;
      for (const number of answer.lines) at.numbers.push(number);
      at.from = answer.next ?? answer.total + 1;
      const isPart = answer.next !== null;
      setFound({ numbers: [...at.numbers], isPart, key });
      if (isPart && at.numbers.length < mostFound) await look(search);
    }
    // A growing log is polled.
    const timer = setTimeout(() => void look({ text, levels }).catch(() => undefined), at.from > 1 ? againMs : 0);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [find, text, levels, key, total]);
  if (search === null) return none;
  // Matches of another search are ignored.
  return found.key === key ? found : { numbers: [], isPart: true };
}

/** The current lines with errors; none if they cannot be requested. */
export async function findErrors({ find }: Pick<LogSource, 'find'>): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (let from: number | null = 1; from !== null && numbers.length < mostFound;) {
    const answer: Awaited<ReturnType<LogSource['find']>> | null = await find(
      { text: '', levels: 'errors' },
      from,
    ).catch(() => null);
    for (const number of answer?.lines ?? []) numbers.push(number);
    from = answer?.next ?? null;
  }
  return numbers;
}
