import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { LogRows } from './log-rows.ts';
import { createRowHeights } from './row-heights.ts';
import { scrollScale } from './scroll-scale.ts';

/** Padding below the last line, in px. */
const edgePx = 4;

interface View {
  /** The offset in the whole log, in px; the sheet shows it at `scrollTop`. */
  readonly place: number;
  readonly scrollTop: number;
  readonly windowPx: number;
}

export interface LogPlaceOptions {
  readonly linePx: number;
  /** Rows may be taller than a line, which is only known once they are rendered. */
  readonly isMeasured: boolean;
  readonly extraRows: number;
}

export type LogPlace = ReturnType<typeof useLogPlace>;

/** The reader's position in a log: the offset in px, the row heights, and how to move. */
export function useLogPlace(rows: LogRows, { linePx, isMeasured, extraRows }: LogPlaceOptions) {
  const boxRef = useRef<HTMLDivElement>(null);
  const count = rows.count + extraRows;
  const [view, setView] = useState<View>({ place: 0, scrollTop: 0, windowPx: 600 });
  const [widthPx, setWidthPx] = useState(0);
  const [, remeasured] = useReducer((turn: number) => turn + 1, 0);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- of other rows, and of another width, nothing is known any more
  const heights = useMemo(() => createRowHeights(linePx), [linePx, isMeasured, widthPx, rows.key]);
  const totalPx = heights.topOf(count) + edgePx;
  const scale = useMemo(() => scrollScale(totalPx, view.windowPx), [totalPx, view.windowPx]);
  const nowRef = useRef(view);
  const went = useRef({ top: 0, bottom: 0 });
  /** The row that was jumped to, until the reader scrolls: it stays in the middle while its neighbours turn out taller. */
  const aimRef = useRef<number | null>(null);

  const show = useCallback((next: View) => {
    nowRef.current = next;
    went.current = { top: next.scrollTop, bottom: next.scrollTop + next.windowPx };
    setView((old) =>
      old.place === next.place && old.scrollTop === next.scrollTop && old.windowPx === next.windowPx ? old : next,
    );
  }, []);
  const goTo = useCallback(
    (wanted: number) => {
      const element = boxRef.current;
      if (!element) return;
      const place = Math.max(0, Math.min(wanted, totalPx - element.clientHeight));
      element.scrollTop = Math.round(scale.scrollTopOf(place));
      const scrollTop = element.scrollTop;
      show({ place: scale.isScaled ? place : scrollTop, scrollTop, windowPx: element.clientHeight });
    },
    [scale, show, totalPx],
  );

  const middleOf = (row: number) => heights.topOf(row) - (nowRef.current.windowPx - linePx) / 2;

  /** Both edges moved up: resizing the window moves only one of them and is no scroll of the reader. */
  const hasGoneUp = useCallback((): boolean => {
    const element = boxRef.current;
    if (!element) return false;
    const { scrollTop, clientHeight, scrollHeight } = element;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < linePx * 2;
    return !isAtEnd && scrollTop < went.current.top - 1 && scrollTop + clientHeight < went.current.bottom - 1;
  }, [linePx]);
  useEffect(() => {
    const element = boxRef.current;
    if (!element) return undefined;
    const watcher = new ResizeObserver(() => {
      setWidthPx(element.clientWidth);
      const { place, scrollTop } = nowRef.current;
      // At the end of the sheet, the browser moves a growing window up; a scroll of the reader has its own event.
      const moved = hasGoneUp() ? 0 : element.scrollTop - scrollTop;
      show({ place: place + moved, scrollTop: scrollTop + moved, windowPx: element.clientHeight });
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [show, hasGoneUp]);
  return { boxRef, count, view, heights, totalPx, scale, nowRef, aimRef, show, goTo, middleOf, hasGoneUp, remeasured };
}
