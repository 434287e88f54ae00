import type { GridColumn } from './columns.ts';
import classes from './grid.module.css';

/** In px, at normal text size: padding, two lines for the name, and one line for each cell below it. */
const edges = 14;
const nameLines = 36;
const lineHeight = 21;

/** In px: below this width, the buttons of a pinned column are stacked. */
const tight = 400;

/** The layout of a narrow grid: the name, all other cells below it, and the pinned column. */
export function narrowColumns<Row>(columns: readonly GridColumn<Row>[], width: number): readonly GridColumn<Row>[] {
  const name = columns.find((column) => column.grow !== undefined) ?? columns[0];
  if (name === undefined) return columns;
  const below = columns.filter((column) => column !== name && !column.isPinned);
  const folded: GridColumn<Row> = {
    ...name,
    width: 100,
    grow: 1,
    cell: (row, context) => (
      <span className={classes.folded}>
        <span className={classes.foldedName}>{name.cell(row, { ...context, isFolded: true })}</span>
        {below.map((column) => (
          <span key={column.id} className={classes.fact} data-lines={column.foldedLines}>
            {column.cell(row, context)}
          </span>
        ))}
      </span>
    ),
  };
  const pinned = columns
    .filter((column) => column.isPinned)
    .map((column) => ({ ...column, width: width < tight ? (column.foldedWidth ?? column.width) : column.width }));
  return [folded, ...pinned];
}

export const narrowRowHeight = <Row,>(columns: readonly GridColumn<Row>[]): number =>
  edges +
  nameLines -
  lineHeight +
  lineHeight * columns.reduce((sum, { isPinned = false, foldedLines = 1 }) => sum + (isPinned ? 0 : foldedLines), 0);

/** What is in a folded row: what there is room for, and what is kept whatever the room. */
export const foldedColumns = <Row,>(
  columns: readonly GridColumn<Row>[],
  shown: readonly GridColumn<Row>[],
): readonly GridColumn<Row>[] => columns.filter((column) => column.foldedLines !== undefined || shown.includes(column));
