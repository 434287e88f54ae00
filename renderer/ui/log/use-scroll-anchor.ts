import { useLayoutEffect, useRef } from 'react';
import type { LogRows } from './log-rows.ts';
import type { LogPlace } from './use-log-place.ts';

/** Keeps the reader's position while rows move. */
export function useScrollAnchor(rows: LogRows, isMeasured: boolean, at: LogPlace): void {
  const { boxRef, heights, scale, nowRef, aimRef, show, goTo, middleOf, remeasured } = at;
  // The top row stays at the top: lines above it may fold, unfold, wrap or turn out taller than a line.
  const before = useRef({ rows, heights });
  useLayoutEffect(() => {
    const { rows: oldRows, heights: oldHeights } = before.current;
    before.current = { rows, heights };
    const { place } = nowRef.current;
    const oldRow = oldHeights.rowAt(place);
    if (place <= 0 || oldRow >= oldRows.count) return;
    const row = rows.rowOf(oldRows.numberAt(oldRow));
    const moved = heights.topOf(row) + place - oldHeights.topOf(oldRow);
    if (row < rows.count && Math.abs(moved - place) >= 1) goTo(moved);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what moves rows
  }, [rows, heights]);
  useLayoutEffect(() => {
    const element = boxRef.current;
    if (!element || !isMeasured) return;
    const { place } = nowRef.current;
    const row = heights.rowAt(place);
    const within = place - heights.topOf(row);
    let isNews = false;
    for (const drawn of element.querySelectorAll<HTMLElement>('[data-row]'))
      isNews = heights.set(Number(drawn.dataset['row']), drawn.offsetHeight) || isNews;
    if (!isNews) return;
    const moved = aimRef.current === null ? heights.topOf(row) + within : middleOf(aimRef.current);
    if (place > 0 && Math.abs(moved - place) >= 1) {
      element.scrollTop = scale.scrollTopOf(moved);
      show({ ...nowRef.current, place: moved, scrollTop: element.scrollTop });
    }
    remeasured();
  });
}
