import { memo, type ReactElement } from 'react';
import type { GridColumn } from './columns.ts';
import classes from './grid.module.css';

export interface GridRowProps<Row> {
  readonly row: Row;
  readonly rowKey: string;
  readonly index: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly height: number;
  readonly isActive: boolean;
  /** null: rows of this grid cannot be selected. */
  readonly isSelected: boolean | null;
  readonly selectLabel: string;
  /** The names of the keys that work on it. */
  readonly keys: string | undefined;
}

function GridRowDrawn<Row>({
  row,
  rowKey,
  index,
  columns,
  height,
  isActive,
  isSelected,
  selectLabel,
  keys,
}: GridRowProps<Row>) {
  const firstText = columns.findIndex((column) => column.isHeaderHidden !== true);
  return (
    <tr
      className={classes.row}
      style={{ height }}
      data-key={rowKey}
      data-active={isActive || undefined}
      data-keys={keys}
      aria-rowindex={index + 2}
      tabIndex={isActive ? 0 : -1}
      {...(isSelected === null ? {} : { 'aria-selected': isSelected })}
    >
      {isSelected === null ? null : (
        <td className={classes.select}>
          <input
            type="checkbox"
            checked={isSelected}
            readOnly
            tabIndex={-1}
            aria-label={selectLabel}
            data-action="select"
          />
        </td>
      )}
      {columns.map((column, place) => {
        const className = `${classes.cell ?? ''} ${column.isPinned ? (classes.pinned ?? '') : ''} ${column.isNumber ? (classes.number ?? '') : ''} ${column.isHeaderHidden ? (classes.icon ?? '') : ''}`;
        const content = column.cell(row, { isActive, isFolded: false });
        return place === firstText ? (
          <th key={column.id} scope="row" className={className}>
            {content}
          </th>
        ) : (
          <td key={column.id} className={className}>
            {content}
          </td>
        );
      })}
    </tr>
  );
}

/** One row; rendered again only when its own data, position or state changes. */
export const GridRow = memo(GridRowDrawn) as <Row>(props: GridRowProps<Row>) => ReactElement;
