import type { Span } from './log-lines.ts';

const mostAtOnce = 2;

/** Spans of a log to fetch: a few at once, the latest request first. */
export function createWantedSpans(fetchSpan: (span: Span) => Promise<void>) {
  let wanted: readonly Span[] = [];
  const underWay = new Set<number>();

  function fetch(next = wanted): void {
    wanted = next;
    for (const span of wanted) {
      if (underWay.size >= mostAtOnce) return;
      if (underWay.has(span.from)) continue;
      underWay.add(span.from);
      wanted = wanted.filter((other) => other !== span);
      void fetchSpan(span).finally(() => {
        underWay.delete(span.from);
        fetch();
      });
    }
  }
  return { fetch };
}
