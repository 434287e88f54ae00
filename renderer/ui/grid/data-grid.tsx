import { use, useMemo, useRef } from 'react';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { SingleKeys } from '../single-keys.ts';
import { GridBody } from './grid-body.tsx';
import { gridHandlers } from './grid-handlers.ts';
import { GridHead } from './grid-head.tsx';
import type { DataGridProps } from './grid-props.ts';
import { lineKey, linesOf, type GridHeading } from './headings.ts';
import classes from './grid.module.css';
import { useGridRows } from './use-grid-rows.ts';
import { useGridShape } from './use-grid-shape.ts';

const noHeadings: readonly GridHeading[] = [];

/**
 * A table of any length, virtualised: a real table with role grid, only visible rows in the document, one tab stop with arrow keys, one
 * click handler for all rows. Rows must have the same height. Columns fold if there is no room.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, rows, total, sort = null, onSort, onSelect, onTop, empty, selectLabel = '' } = props;
  const areLettersOn = use(SingleKeys);
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width, height } = useElementSize();
  const ref = useMergedRef(scroller, sizeRef);
  const shape = useGridShape(props, width);
  const { shown, widths, tableWidth, headHeight, rowHeight } = shape;
  const { headings = noHeadings, rowKey, onEnd, startKey = null } = props;
  const lines = useMemo(() => linesOf(rows, headings), [rows, headings]);
  const grid = useGridRows(
    { rows: lines, rowKey: (line) => lineKey(line, rowKey), startKey, ...(onEnd && { onEnd }) },
    scroller,
    shape,
    width > 0,
  );
  const pageRows = Math.max(1, Math.floor((height - headHeight) / rowHeight) - 1);
  return (
    <div
      ref={ref}
      className={classes.scroller}
      onScroll={onTop ? (event) => onTop(event.currentTarget.scrollTop < rowHeight / 2) : undefined}
    >
      <table
        role="grid"
        className={classes.table}
        style={{ width: Math.max(tableWidth, width) }}
        aria-label={label}
        aria-rowcount={total === -1 ? -1 : (total ?? lines.length) + 1}
        {...(onSelect ? { 'aria-multiselectable': true } : {})}
        {...gridHandlers(props, lines, grid, { pageRows, areLettersOn })}
      >
        <GridHead
          columns={shown}
          widths={widths}
          sort={sort}
          onSort={onSort}
          selectLabel={onSelect ? selectLabel : null}
        />
        <GridBody props={props} lines={lines} grid={grid} columns={shown} rowHeight={rowHeight} />
      </table>
      {lines.length === 0 ? empty : null}
    </div>
  );
}
