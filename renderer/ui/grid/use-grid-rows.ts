import { useEffect, useState, type RefObject } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { placeBefore } from '../hash-location.ts';
import { printedRows, usePrinting } from '../use-printing.ts';
import type { DataGridProps } from './grid-props.ts';
import type { GridShape } from './use-grid-shape.ts';

export type GridRows = ReturnType<typeof useGridRows>;

/** Which rows are rendered, and which one is active: the grid's tab stop. */
export function useGridRows<Row>(
  { rows, rowKey, onEnd, startKey = null }: Pick<DataGridProps<Row>, 'rows' | 'rowKey' | 'onEnd' | 'startKey'>,
  scroller: RefObject<HTMLDivElement | null>,
  { rowHeight, headHeight }: Pick<GridShape<unknown>, 'rowHeight' | 'headHeight'>,
  isMeasured: boolean,
) {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const found = activeKey === null ? -1 : rows.findIndex((row) => rowKey(row) === activeKey);
  const activeIndex = Math.max(0, found);

  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not used, so nothing memoises its functions
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: usePrinting() ? printedRows : 8,
    // Rows begin below the sticky header, so less of the height shows rows.
    scrollPaddingEnd: headHeight,
    initialRect: { width: 1000, height: 600 },
    // The active row stays rendered: otherwise scrolling it away would lose the focus.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      if (rows.length === 0 || seen.includes(activeIndex)) return seen;
      return [...seen, activeIndex].sort((a, b) => a - b);
    },
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const lastSeen = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (onEnd && rows.length > 0 && lastSeen >= rows.length - 30) onEnd();
  }, [lastSeen, rows.length, onEnd]);

  function focusRow(key: string): void {
    const find = () => scroller.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`);
    requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
  }
  function moveTo(index: number): void {
    const row = rows[index];
    if (row === undefined) return;
    setActiveKey(rowKey(row));
    virtual.scrollToIndex(index, { align: 'auto' });
    focusRow(rowKey(row));
  }
  useEffect(() => {
    // On the way back from an opened row, the grid returns to it.
    const [, , opened] = placeBefore().split('/');
    if (opened !== undefined) moveTo(rows.findIndex((row) => encodeURIComponent(rowKey(row)) === opened));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- on arrival only, not with each new list of rows
  }, []);

  useEffect(() => {
    const index = startKey === null || !isMeasured ? -1 : rows.findIndex((row) => rowKey(row) === startKey);
    // A row that the reader came back to wins over the initial row.
    if (index < 0 || activeKey !== null) return;
    setActiveKey(startKey);
    virtual.scrollToIndex(index, { align: 'center' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- where it starts is a wish of the first look, not of each new list
  }, [startKey, isMeasured]);

  return { virtual, activeIndex, setActiveKey, moveTo, focusRow };
}
