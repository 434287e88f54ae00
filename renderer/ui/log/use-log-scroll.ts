import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState, type RefObject } from 'react';
import type { LogRows } from './log-rows.ts';
import { createRowHeights } from './row-heights.ts';
import { leapPx, scrollScale } from './scroll-scale.ts';

/** Room below the last line, in px. */
const edgePx = 4;
/** After the last scrolling, before the scroll bar is put where it belongs. */
const restMs = 160;

export interface LogScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly sheetPx: number;
  readonly windowPx: number;
  /** Rows that are drawn: `until` is the first one that is not. */
  readonly from: number;
  readonly until: number;
  /** Rows in view, both counted. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Where a row stands on the sheet, in px. */
  readonly topOf: (row: number) => number;
  readonly onScroll: () => { readonly wentUp: boolean };
  readonly toEnd: () => void;
  readonly toBegin: () => void;
  /** Puts a row in the middle, where it is not in view; with `isSure` in any case. */
  readonly toRow: (row: number, isSure: boolean) => void;
  /** Whether the reader has gone up by a scrolling that no event has told of yet. */
  readonly hasGoneUp: () => boolean;
}

interface View {
  /** Of the whole, in px; the sheet shows it at `scrollTop`. */
  readonly place: number;
  readonly scrollTop: number;
  readonly windowPx: number;
}

/** Scrolls through as many rows as there are: only those in view are drawn, and a sheet too tall for a browser is scaled. */
export function useLogScroll(
  rows: LogRows,
  options: { linePx: number; isMeasured: boolean; overscan: number; extraRows: number },
): LogScroll {
  const box = useRef<HTMLDivElement>(null);
  const { linePx, isMeasured, overscan, extraRows } = options;
  const count = rows.count + extraRows;
  const [view, setView] = useState<View>({ place: 0, scrollTop: 0, windowPx: 600 });
  const [widthPx, setWidthPx] = useState(0);
  const [, remeasured] = useReducer((turn: number) => turn + 1, 0);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- of other rows, and of another width, nothing is known any more
  const heights = useMemo(() => createRowHeights(linePx), [linePx, isMeasured, widthPx, rows.key]);
  const totalPx = heights.topOf(count) + edgePx;
  const scale = useMemo(() => scrollScale(totalPx, view.windowPx), [totalPx, view.windowPx]);
  const now = useRef(view);
  const went = useRef({ top: 0, bottom: 0 });
  /** The row that was gone to, until the reader scrolls: it stays in the middle while its neighbours turn out taller. */
  const aim = useRef<number | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const show = useCallback((next: View) => {
    now.current = next;
    went.current = { top: next.scrollTop, bottom: next.scrollTop + next.windowPx };
    setView((old) =>
      old.place === next.place && old.scrollTop === next.scrollTop && old.windowPx === next.windowPx ? old : next,
    );
  }, []);
  const goTo = useCallback(
    (wanted: number) => {
      const element = box.current;
      if (!element) return;
      const place = Math.max(0, Math.min(wanted, totalPx - element.clientHeight));
      element.scrollTop = Math.round(scale.scrollTopOf(place));
      const scrollTop = element.scrollTop;
      show({ place: scale.isScaled ? place : scrollTop, scrollTop, windowPx: element.clientHeight });
    },
    [scale, show, totalPx],
  );

  const middleOf = (row: number) => heights.topOf(row) - (now.current.windowPx - linePx) / 2;

  /** Both edges went up: a window that only became taller or lower moves one of them, and is not the reader's scrolling. */
  const hasGoneUp = useCallback((): boolean => {
    const element = box.current;
    if (!element) return false;
    const { scrollTop, clientHeight, scrollHeight } = element;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < linePx * 2;
    return !isAtEnd && scrollTop < went.current.top - 1 && scrollTop + clientHeight < went.current.bottom - 1;
  }, [linePx]);
  function onScroll(): { wentUp: boolean } {
    const element = box.current;
    if (!element) return { wentUp: false };
    const wentUp = hasGoneUp();
    const { scrollTop, clientHeight } = element;
    const moved = scrollTop - now.current.scrollTop;
    if (Math.abs(moved) >= 1) aim.current = null;
    const place = !scale.isScaled
      ? scrollTop
      : Math.abs(moved) > leapPx
        ? scale.placeOf(scrollTop)
        : Math.max(0, Math.min(now.current.place + moved, totalPx - clientHeight));
    show({ place, scrollTop, windowPx: clientHeight });
    clearTimeout(rest.current);
    if (scale.isScaled) rest.current = setTimeout(() => goTo(now.current.place), restMs);
    return { wentUp };
  }
  useEffect(() => () => clearTimeout(rest.current), []);

  // What was at the top stays there: lines above it may fold, unfold, wrap or turn out taller than a line.
  const before = useRef({ rows, heights });
  useLayoutEffect(() => {
    const { rows: oldRows, heights: oldHeights } = before.current;
    before.current = { rows, heights };
    const { place } = now.current;
    const oldRow = oldHeights.rowAt(place);
    if (place <= 0 || oldRow >= oldRows.count) return;
    const row = rows.rowOf(oldRows.numberAt(oldRow));
    const moved = heights.topOf(row) + place - oldHeights.topOf(oldRow);
    if (row < rows.count && Math.abs(moved - place) >= 1) goTo(moved);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what moves rows
  }, [rows, heights]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !isMeasured) return;
    const { place } = now.current;
    const row = heights.rowAt(place);
    const within = place - heights.topOf(row);
    let isNews = false;
    for (const drawn of element.querySelectorAll<HTMLElement>('[data-row]'))
      isNews = heights.set(Number(drawn.dataset['row']), drawn.offsetHeight) || isNews;
    if (!isNews) return;
    const moved = aim.current === null ? heights.topOf(row) + within : middleOf(aim.current);
    if (place > 0 && Math.abs(moved - place) >= 1) {
      element.scrollTop = scale.scrollTopOf(moved);
      show({ ...now.current, place: moved, scrollTop: element.scrollTop });
    }
    remeasured();
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watcher = new ResizeObserver(() => {
      setWidthPx(element.clientWidth);
      const { place, scrollTop } = now.current;
      // At the end of the sheet, a window that became taller was moved up by the browser; the reader's scrolling has its own event.
      const moved = hasGoneUp() ? 0 : element.scrollTop - scrollTop;
      show({ place: place + moved, scrollTop: scrollTop + moved, windowPx: element.clientHeight });
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [show, hasGoneUp]);

  const firstSeen = Math.min(heights.rowAt(view.place), Math.max(0, count - 1));
  const lastSeen = Math.min(count - 1, heights.rowAt(view.place + view.windowPx));
  const shift = view.scrollTop - view.place;
  return {
    box,
    sheetPx: scale.sheetPx,
    windowPx: view.windowPx,
    from: Math.max(0, firstSeen - overscan),
    until: Math.min(count, lastSeen + 1 + overscan),
    firstSeen,
    lastSeen,
    topOf: (row) => heights.topOf(row) + shift,
    onScroll,
    toEnd() {
      aim.current = null;
      goTo(totalPx);
    },
    toBegin() {
      aim.current = null;
      goTo(0);
    },
    toRow(row, isSure) {
      const top = heights.topOf(row);
      const { place, windowPx } = now.current;
      const isInView = top >= place && top + linePx <= place + windowPx;
      aim.current = row;
      if (isSure || !isInView) goTo(middleOf(row));
    },
    hasGoneUp,
  };
}
