import type { LogLine } from '../../contract/run.ts';

/** Lines per span: the unit of fetching and caching. */
const spanLines = 400;
/** The most cached spans; the least recently used is evicted first. */
const mostSpans = 250;

export interface Span {
  readonly from: number;
  readonly limit: number;
  readonly levels: 'all' | 'problems';
}

export interface LogLines {
  readonly spanLines: number;
  readonly at: (number: number) => LogLine | undefined;
  put(lines: readonly LogLine[]): void;
  /** The spans to fetch so that lines `from` to `to` are cached, in order. */
  missing(from: number, to: number): Span[];
  clear(): void;
}

/** The cached lines of a log that may be very long. */
export function createLogLines(): LogLines {
  /** Spans by number, with holes where a line is missing; in order of last use. */
  const spans = new Map<number, (LogLine | undefined)[]>();
  const spanOf = (number: number) => Math.floor((number - 1) / spanLines);

  function touch(index: number, span: (LogLine | undefined)[]): void {
    spans.delete(index);
    spans.set(index, span);
    const oldest = spans.keys().next().value;
    if (spans.size > mostSpans && oldest !== undefined) spans.delete(oldest);
  }

  return {
    spanLines,
    at: (number) => spans.get(spanOf(number))?.[(number - 1) % spanLines],
    put(lines) {
      let last = -1;
      for (const line of lines) {
        const index = spanOf(line.number);
        const span = spans.get(index) ?? [];
        span[(line.number - 1) % spanLines] = line;
        if (index !== last) touch(index, span);
        last = index;
      }
    },
    missing(from, to) {
      const found: Span[] = [];
      for (let index = spanOf(from); index <= spanOf(to) && to >= from; index += 1) {
        const span = spans.get(index) ?? [];
        if (span.length > 0) touch(index, span);
        const first = index * spanLines + 1;
        const last = Math.min(to, first + spanLines - 1);
        let hole = Math.max(from, first);
        while (hole <= last && span[hole - first] !== undefined) hole += 1;
        if (hole > last) continue;
        // The whole span, because the reader usually scrolls on to its rest.
        const begin = span[0] === undefined ? first : hole;
        found.push({ from: begin, limit: first + spanLines - begin, levels: 'all' });
      }
      return found;
    },
    clear: () => spans.clear(),
  };
}
