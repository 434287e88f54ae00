import type { GridColumn, GridSort } from './columns.ts';
import classes from './grid.module.css';

export interface GridHeadProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly widths: readonly number[];
  readonly sort: GridSort | null;
  readonly onSort: ((sort: GridSort | null) => void) | undefined;
  readonly selectLabel: string | null;
}

/** In px, at normal text size. */
export const selectWidth = 36;

/** The header row; a sortable column is a button: ascending, descending, off. */
export function GridHead<Row>({ columns, widths, sort, onSort, selectLabel }: GridHeadProps<Row>) {
  return (
    <thead className={classes.head}>
      <tr aria-rowindex={1}>
        {selectLabel === null ? null : (
          <th className={classes.headCell} style={{ width: `${selectWidth / 16}rem` }} scope="col">
            <span className={classes.hidden}>{selectLabel}</span>
          </th>
        )}
        {columns.map((column, index) => {
          const isSorted = sort?.column === column.id;
          const direction = isSorted ? (sort.isDown ? 'descending' : 'ascending') : 'none';
          return (
            <th
              key={column.id}
              scope="col"
              className={`${classes.headCell ?? ''} ${column.isPinned ? (classes.pinned ?? '') : ''} ${column.isNumber ? (classes.number ?? '') : ''}`}
              style={{ width: widths[index] }}
              {...(column.isSortable ? { 'aria-sort': direction } : {})}
            >
              {column.isSortable && onSort ? (
                <button type="button" className={classes.sort} onClick={() => onSort(nextSort(column.id, sort))}>
                  {column.header}
                  <span aria-hidden="true" className={classes.arrow}>
                    {isSorted ? (sort.isDown ? '▼' : '▲') : ''}
                  </span>
                </button>
              ) : (
                <span className={column.isHeaderHidden ? classes.hidden : undefined}>{column.header}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function nextSort(column: string, sort: GridSort | null): GridSort | null {
  if (sort?.column !== column) return { column, isDown: false };
  return sort.isDown ? null : { column, isDown: true };
}
