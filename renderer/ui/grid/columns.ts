import type { ReactNode } from 'react';

export interface CellContext {
  /** The focused row, or the one that Tab would focus: only its buttons are tab stops. */
  readonly isActive: boolean;
  /** Folded: the other cells are below this one, which has more width and only one line. */
  readonly isFolded: boolean;
}

export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** A header without text, such as that of a star, still has an accessible name. */
  readonly isHeaderHidden?: boolean;
  /** In px; `grow` columns share the remaining width by this weight, and never get less than `width`. */
  readonly width: number;
  readonly grow?: number;
  /** Hidden while the grid is narrower than this (px). */
  readonly hideBelow?: number;
  readonly isSortable?: boolean;
  /** Stays at the right edge while the table scrolls sideways. */
  readonly isPinned?: boolean;
  /** In px: the width of a pinned column in folded rows; its buttons wrap. */
  readonly foldedWidth?: number;
  /** Folded rows show it with so many lines, also where `hideBelow` hides it. */
  readonly foldedLines?: number;
  readonly isNumber?: boolean;
  readonly cell: (row: Row, context: CellContext) => ReactNode;
}

export interface GridSort {
  readonly column: string;
  readonly isDown: boolean;
}

/** The columns shown at a given width of the grid. */
export function shownColumns<Row>(columns: readonly GridColumn<Row>[], width: number): readonly GridColumn<Row>[] {
  return columns.filter((column) => width === 0 || column.hideBelow === undefined || width >= column.hideBelow);
}

/** Widths in px: fixed ones as given, the others by weight. */
export function columnWidths<Row>(columns: readonly GridColumn<Row>[], width: number): readonly number[] {
  const fixed = columns.reduce((sum, column) => sum + column.width, 0);
  const shares = columns.reduce((sum, column) => sum + (column.grow ?? 0), 0);
  const left = Math.max(0, width - fixed);
  return columns.map((column) => column.width + (shares === 0 ? 0 : Math.floor((left * (column.grow ?? 0)) / shares)));
}
