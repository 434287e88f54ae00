import { useEffect, useRef, type RefObject } from 'react';
import type { LogRows } from './log-rows.ts';
import type { LogScroll } from './use-log-scroll.ts';

/** Scrolls to the active line, and keeps it visible while the log's height changes. */
export function useActiveLine(
  activeLine: number | null,
  rows: LogRows,
  box: RefObject<HTMLElement | null>,
  scroll: Omit<LogScroll, 'box'>,
): void {
  const activeRow = activeLine === null ? -1 : rows.rowOf(activeLine);
  const isActiveShown = activeRow >= 0 && activeRow < rows.count && rows.numberAt(activeRow) === activeLine;
  useEffect(() => {
    if (isActiveShown) scroll.toRow(activeRow, true);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new goal scrolls, and the arrival of the goal's line; not each new line
  }, [activeLine, isActiveShown]);

  // Content above the log may load later and take some of its height: the visible line stays visible.
  const latest = useRef({ activeRow, isActiveShown, scroll });
  useEffect(() => {
    latest.current = { activeRow, isActiveShown, scroll };
  });
  useEffect(() => {
    const element = box.current;
    if (activeLine === null || !element) return undefined;
    let wasInView = true;
    const watcher = new ResizeObserver(() => {
      const { activeRow: row, isActiveShown: isShown, scroll: at } = latest.current;
      if (isShown && wasInView) at.toRow(row, false);
    });
    const onScroll = () => {
      const { activeRow: row, isActiveShown: isShown, scroll: at } = latest.current;
      wasInView = !isShown || at.isRowSeen(row);
    };
    watcher.observe(element);
    element.addEventListener('scrollend', onScroll);
    return () => {
      watcher.disconnect();
      element.removeEventListener('scrollend', onScroll);
    };
  }, [activeLine, box]);
}
