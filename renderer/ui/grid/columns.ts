import type { ReactNode } from 'react';

export interface CellContext {
  /** The row that has the focus, or would: only its buttons can be reached by Tab. */
  readonly isActive: boolean;
  /** Whether the other cells stand under this one: there is no room for a second line here, and more for the first. */
  readonly isFolded: boolean;
}

export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** A header that shows nothing, such as that of a star, still has its name for a screen reader. */
  readonly isHeaderHidden?: boolean;
  /** In px; `grow` columns take what is left, in these shares, and never less than `width`. */
  readonly width: number;
  readonly grow?: number;
  /** Not shown while the grid is narrower than this (px). */
  readonly hideBelow?: number;
  readonly isSortable?: boolean;
  /** Stays at the right edge when the table scrolls sideways. */
  readonly isPinned?: boolean;
  /** In px: a pinned column's width where rows are folded and every px counts; its buttons wrap. */
  readonly foldedWidth?: number;
  readonly isNumber?: boolean;
  readonly cell: (row: Row, context: CellContext) => ReactNode;
}

export interface GridSort {
  readonly column: string;
  readonly isDown: boolean;
}

/** The columns that are shown at a width of the grid. */
export function shownColumns<Row>(columns: readonly GridColumn<Row>[], width: number): readonly GridColumn<Row>[] {
  return columns.filter((column) => width === 0 || column.hideBelow === undefined || width >= column.hideBelow);
}

/** Widths in px: the fixed ones as they are, the rest shared out. */
export function columnWidths<Row>(columns: readonly GridColumn<Row>[], width: number): readonly number[] {
  const fixed = columns.reduce((sum, column) => sum + column.width, 0);
  const shares = columns.reduce((sum, column) => sum + (column.grow ?? 0), 0);
  const left = Math.max(0, width - fixed);
  return columns.map((column) => column.width + (shares === 0 ? 0 : Math.floor((left * (column.grow ?? 0)) / shares)));
}
