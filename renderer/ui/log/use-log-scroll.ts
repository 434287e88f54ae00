import { useEffect, useRef, type RefObject } from 'react';
import type { LogRows } from './log-rows.ts';
import { leapPx } from './scroll-scale.ts';
import { useScrollAnchor } from './use-scroll-anchor.ts';
import { useLogPlace, type LogPlaceOptions } from './use-log-place.ts';

/** How long after the last scroll the scroll bar is corrected. */
const restMs = 160;

export interface LogScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly sheetPx: number;
  readonly windowPx: number;
  /** The rendered rows: `until` is exclusive. */
  readonly from: number;
  readonly until: number;
  /** The visible rows, inclusive. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** The position of a row on the sheet, in px. */
  readonly topOf: (row: number) => number;
  readonly onScroll: () => { readonly wentUp: boolean };
  readonly toEnd: () => void;
  readonly toBegin: () => void;
  /** Whether a row is in view at this moment, even if that is not rendered yet. */
  readonly isRowSeen: (row: number) => boolean;
  /** Scrolls a row to the middle if it is not visible; with `isSure` in any case. */
  readonly toRow: (row: number, isSure: boolean) => void;
  /** Whether the reader has scrolled up without an event yet. */
  readonly hasGoneUp: () => boolean;
}

interface LogScrollOptions extends LogPlaceOptions {
  /** Rows rendered above and below the visible ones. */
  readonly overscan: number;
}

/** Virtual scrolling: only visible rows are rendered, and a sheet too tall for a browser is scaled. */
export function useLogScroll(rows: LogRows, options: LogScrollOptions): LogScroll {
  const { linePx, isMeasured, overscan } = options;
  const at = useLogPlace(rows, options);
  const { boxRef, count, view, heights, totalPx, scale, nowRef, aimRef, show, goTo, middleOf, hasGoneUp } = at;
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useScrollAnchor(rows, isMeasured, at);

  function onScroll(): { wentUp: boolean } {
    const element = boxRef.current;
    if (!element) return { wentUp: false };
    const wentUp = hasGoneUp();
    const { scrollTop, clientHeight } = element;
    const moved = scrollTop - nowRef.current.scrollTop;
    if (Math.abs(moved) >= 1) aimRef.current = null;
    const place = !scale.isScaled
      ? scrollTop
      : Math.abs(moved) > leapPx
        ? scale.placeOf(scrollTop)
        : Math.max(0, Math.min(nowRef.current.place + moved, totalPx - clientHeight));
    show({ place, scrollTop, windowPx: clientHeight });
    clearTimeout(rest.current);
    if (scale.isScaled) rest.current = setTimeout(() => goTo(nowRef.current.place), restMs);
    return { wentUp };
  }
  useEffect(() => () => clearTimeout(rest.current), []);

  const firstSeen = Math.min(heights.rowAt(view.place), Math.max(0, count - 1));
  const lastSeen = Math.min(count - 1, heights.rowAt(view.place + view.windowPx));
  const shift = view.scrollTop - view.place;
  return {
    box: boxRef,
    sheetPx: scale.sheetPx,
    windowPx: view.windowPx,
    from: Math.max(0, firstSeen - overscan),
    until: Math.min(count, lastSeen + 1 + overscan),
    firstSeen,
    lastSeen,
    topOf: (row) => heights.topOf(row) + shift,
    onScroll,
    toEnd() {
      aimRef.current = null;
      goTo(totalPx);
    },
    toBegin() {
      aimRef.current = null;
      goTo(0);
    },
    isRowSeen(row) {
      const top = heights.topOf(row);
      const { place, windowPx } = nowRef.current;
      return top + linePx > place && top < place + windowPx;
    },
    toRow(row, isSure) {
      const top = heights.topOf(row);
      const { place, windowPx } = nowRef.current;
      const isInView = top >= place && top + linePx <= place + windowPx;
      aimRef.current = row;
      if (isSure || !isInView) goTo(middleOf(row));
    },
    hasGoneUp,
  };
}
