import type { KeyboardEvent, ReactNode } from 'react';
import type { GridColumn, GridSort } from './columns.ts';

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
