import { use, useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { columnWidths, shownColumns, type GridColumn, type GridSort } from './columns.ts';
import { foldedColumns, foldedHeight } from './folded.tsx';
import { GridHead, selectWidth } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import classes from './grid.module.css';
import { placeBefore } from '../hash-location.ts';
import { SingleKeys } from '../single-keys.ts';
import { useTextScale } from '../text-scale.ts';
import { printedRows, usePrinting } from '../use-printing.ts';
import { takeGridKey, toggled, withRange } from './grid-keys.ts';

export interface DataGridProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rowHeight?: number;
  /** How many rows there are in all, if not all are loaded; -1 if nobody knows. */
  readonly total?: number;
  readonly sort?: GridSort | null;
  readonly onSort?: (sort: GridSort | null) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  readonly selectLabel?: string;
  /** What the box of a row is called. */
  readonly selectRowLabel?: (row: Row) => string;
  /** Enter or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** A click on something in a row that has `data-action`. */
  readonly onAction?: (action: string, row: Row, element: HTMLElement) => void;
  /** The right button of the mouse, at a place of the window; over links, fields and selected text the browser's own menu opens. */
  readonly onMenu?: (row: Row, element: HTMLElement, at: Point) => void;
  /** A key that the grid itself does not use; true if it was taken. */
  readonly onRowKey?: (event: KeyboardEvent, row: Row, element: HTMLElement) => boolean;
  /** The end of the loaded rows is near. */
  readonly onEnd?: () => void;
  /** Whether the grid is scrolled to its first row. */
  readonly onTop?: (isAtTop: boolean) => void;
  /** Shown under the header instead of rows. */
  readonly empty?: ReactNode;
  /** The row that is in the middle, and the grid's tab stop, when it is first seen. */
  readonly startKey?: string | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const usualHeadHeight = 34;

/**
 * A table of any length: a real table with role grid, only the rows in view in the document, one tab stop that the
 * arrows move, one click handler for all rows. Rows must be of one height. Where the columns have no room, they fold.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, rows, rowKey, columns, total, sort = null, onSort, selected, onSelect } = props;
  const {
    onOpen,
    onAction,
    onMenu,
    onRowKey,
    onEnd,
    onTop,
    empty,
    startKey = null,
    selectLabel = '',
    selectRowLabel,
  } = props;
  const areLettersOn = use(SingleKeys);
  const scale = useTextScale();
  const headHeight = usualHeadHeight * scale;
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width, height } = useElementSize();
  const ref = useMergedRef(scroller, sizeRef);
  const ownWidth = onSelect ? selectWidth : 0;
  const unfolded = useMemo(() => shownColumns(columns, width / scale), [columns, width, scale]);
  const isFolded = width > 0 && unfolded.reduce((sum, column) => sum + column.width, ownWidth) > width / scale;
  const shown = useMemo(
    () => (isFolded ? foldedColumns(unfolded, width / scale) : unfolded),
    [unfolded, isFolded, width, scale],
  );
  const rowHeight = (isFolded ? foldedHeight(unfolded) : (props.rowHeight ?? 42)) * scale;
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const found = activeKey === null ? -1 : rows.findIndex((row) => rowKey(row) === activeKey);
  const activeIndex = Math.max(0, found);

  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not used, so nothing memoises its functions
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: usePrinting() ? printedRows : 8,
    // The rows begin under the header, which stays: what is in view ends so much earlier.
    scrollPaddingEnd: headHeight,
    initialRect: { width: 1000, height: 600 },
    // The active row stays in the document, or the focus would fall off the page when it is scrolled away.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      if (rows.length === 0 || seen.includes(activeIndex)) return seen;
      return [...seen, activeIndex].sort((a, b) => a - b);
    },
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
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
    // Back from what was opened here: the reader goes on where they were.
    const [, , opened] = placeBefore().split('/');
    if (opened !== undefined) moveTo(rows.findIndex((row) => encodeURIComponent(rowKey(row)) === opened));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- on arrival only, not with each new list of rows
  }, []);

  const isMeasured = width > 0;
  useEffect(() => {
    const index = startKey === null || !isMeasured ? -1 : rows.findIndex((row) => rowKey(row) === startKey);
    // Whoever comes back to a row goes on there.
    if (index < 0 || activeKey !== null) return;
    setActiveKey(startKey);
    virtual.scrollToIndex(index, { align: 'center' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- where it starts is a wish of the first look, not of each new list
  }, [startKey, isMeasured]);

  const rowOf = (target: EventTarget): { row: Row; index: number; element: HTMLElement } | null => {
    const element = target instanceof Element ? target.closest<HTMLElement>('tr[data-key]') : null;
    const index = element ? rows.findIndex((row) => rowKey(row) === element.dataset['key']) : -1;
    const row = rows[index];
    return element && row !== undefined ? { row, index, element } : null;
  };

  const keyAt = (index: number) => (rows[index] === undefined ? undefined : rowKey(rows[index]));

  function onClick(event: MouseEvent): void {
    const hit = rowOf(event.target);
    if (!hit) return;
    const key = rowKey(hit.row);
    const button = (event.target as Element).closest<HTMLElement>('[data-action]');
    setActiveKey(key);
    if (event.shiftKey && selected && onSelect && (!button || button.dataset['action'] === 'select')) {
      onSelect(withRange(selected, { keyAt }, activeIndex, hit.index));
    } else if (button?.dataset['action'] === 'select' || ((event.ctrlKey || event.metaKey) && !button)) {
      if (selected && onSelect) onSelect(toggled(selected, key));
    } else if (button) onAction?.(button.dataset['action'] ?? '', hit.row, button);
    if (!button && getSelection()?.isCollapsed !== false && !(event.target as Element).closest('a, button'))
      focusRow(key);
  }
  function onContextMenu(event: MouseEvent): void {
    const hit = rowOf(event.target);
    if (!hit || !onMenu || getSelection()?.isCollapsed === false || (event.target as Element).closest('a, input'))
      return;
    event.preventDefault();
    setActiveKey(rowKey(hit.row));
    onMenu(hit.row, hit.element, { x: event.clientX, y: event.clientY });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const hit = rowOf(event.target);
    if (!hit) return;
    const wasTaken = takeGridKey(event, {
      count: rows.length,
      index: hit.index,
      pageRows: Math.max(1, Math.floor((height - headHeight) / rowHeight) - 1),
      keyAt,
      selected: onSelect ? (selected ?? new Set()) : null,
      areLettersOn,
      move: moveTo,
      open: () => onOpen?.(hit.row),
      select: (next) => onSelect?.(next),
    });
    if (!wasTaken && onRowKey?.(event, hit.row, hit.element)) event.preventDefault();
  }

  const widths = columnWidths(shown, width / scale - ownWidth).map((each) => each * scale);
  const tableWidth = widths.reduce((sum, each) => sum + each, ownWidth * scale);
  const span = shown.length + (onSelect ? 1 : 0);
  let drawnTo = 0;
  const body: ReactNode[] = [];
  for (const item of items) {
    const row = rows[item.index];
    if (row === undefined) continue;
    if (item.start > drawnTo) body.push(<Spacer key={`s${item.index}`} height={item.start - drawnTo} span={span} />);
    drawnTo = item.end;
    const key = rowKey(row);
    body.push(
      <GridRow
        key={key}
        row={row}
        rowKey={key}
        index={item.index}
        columns={shown}
        height={rowHeight}
        isActive={item.index === activeIndex}
        isSelected={onSelect ? (selected?.has(key) ?? false) : null}
        selectLabel={selectRowLabel?.(row) ?? selectLabel}
      />,
    );
  }
  const rest = virtual.getTotalSize() - drawnTo;
  if (rest > 0) body.push(<Spacer key="end" height={rest} span={span} />);

  return (
    <div
      ref={ref}
      className={classes.scroller}
      onScroll={onTop ? (event) => onTop(event.currentTarget.scrollTop < rowHeight / 2) : undefined}
    >
      <table
        role="grid"
        className={classes.table}
        // Shift with a click selects rows, not their text.
        onMouseDown={(event) => {
          if (event.shiftKey && onSelect) event.preventDefault();
        }}
        style={{ width: Math.max(tableWidth, width) }}
        aria-label={label}
        aria-rowcount={total === -1 ? -1 : (total ?? rows.length) + 1}
        {...(onSelect ? { 'aria-multiselectable': true } : {})}
        onClick={onClick}
        onDoubleClick={(event) => {
          const hit = rowOf(event.target);
          if (hit && !(event.target as Element).closest('button, a, input')) onOpen?.(hit.row);
        }}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        onFocus={(event) => {
          const hit = rowOf(event.target);
          if (hit) setActiveKey(rowKey(hit.row));
        }}
      >
        <GridHead
          columns={shown}
          widths={widths}
          sort={sort}
          onSort={onSort}
          selectLabel={onSelect ? selectLabel : null}
        />
        <tbody>{body}</tbody>
      </table>
      {rows.length === 0 ? empty : null}
    </div>
  );
}

function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  return (
    <tr aria-hidden="true" className={classes.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
