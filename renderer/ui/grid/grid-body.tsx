import type { ReactNode } from 'react';
import type { GridColumn } from './columns.ts';
import { GridRow } from './grid-row.tsx';
import { GridHeadingRow } from './grid-heading-row.tsx';
import type { DataGridProps } from './grid-props.ts';
import { isHeadingLine, type GridLine } from './headings.ts';
import classes from './grid.module.css';
import type { GridRows } from './use-grid-rows.ts';

interface GridBodyProps<Row> {
  readonly props: DataGridProps<Row>;
  readonly lines: readonly GridLine<Row>[];
  readonly grid: GridRows;
  readonly columns: readonly GridColumn<Row>[];
  readonly rowHeight: number;
}

/** The rendered rows, with spacers for the others. */
export function GridBody<Row>({ props, lines, grid, columns, rowHeight }: GridBodyProps<Row>) {
  const { rowKey, selected, onSelect, selectRowLabel, keysOf, selectLabel = '' } = props;
  const { virtual, activeIndex } = grid;
  const span = columns.length + (onSelect ? 1 : 0);
  let drawnTo = 0;
  const body: ReactNode[] = [];
  for (const item of virtual.getVirtualItems()) {
    const row = lines[item.index];
    if (row === undefined) continue;
    if (item.start > drawnTo) body.push(<Spacer key={`s${item.index}`} height={item.start - drawnTo} span={span} />);
    drawnTo = item.end;
    if (isHeadingLine(row)) {
      const { heading } = row;
      body.push(
        <GridHeadingRow
          key={`heading ${heading.key}`}
          {...{ heading, span, index: item.index, height: rowHeight }}
          isActive={item.index === activeIndex}
        />,
      );
      continue;
    }
    const key = rowKey(row);
    body.push(
      <GridRow
        key={key}
        row={row}
        rowKey={key}
        index={item.index}
        columns={columns}
        height={rowHeight}
        isActive={item.index === activeIndex}
        isSelected={onSelect ? (selected?.has(key) ?? false) : null}
        selectLabel={selectRowLabel?.(row) ?? selectLabel}
        keys={keysOf?.(row)}
      />,
    );
  }
  const rest = virtual.getTotalSize() - drawnTo;
  if (rest > 0) body.push(<Spacer key="end" height={rest} span={span} />);
  return <tbody>{body}</tbody>;
}

function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  return (
    <tr aria-hidden="true" className={classes.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
