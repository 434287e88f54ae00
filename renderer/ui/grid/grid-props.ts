import type { KeyboardEvent, ReactNode } from 'react';
import type { GridColumn, GridSort } from './columns.ts';
import type { GridHeading } from './headings.ts';

export interface DataGridProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly GridColumn<Row>[];
  /** Headings between the rows, in their order; the rows of a closed one are not among `rows`. */
  readonly headings?: readonly GridHeading[];
  /** A heading is to be opened or closed. */
  readonly onHeading?: (key: string) => void;
  readonly rowHeight?: number;
  /** The total number of rows, if not all are loaded; -1 if it is unknown. */
  readonly total?: number;
  readonly sort?: GridSort | null;
  readonly onSort?: (sort: GridSort | null) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  readonly selectLabel?: string;
  /** The accessible name of a row's checkbox. */
  readonly selectRowLabel?: (row: Row) => string;
  /** Enter or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** A click on an element with `data-action` in a row. */
  readonly onAction?: (action: string, row: Row, element: HTMLElement) => void;
  /** A right click, at a point of the window; over links, fields and selected text the browser's own menu opens. */
  readonly onMenu?: (row: Row, element: HTMLElement, at: Point) => void;
  /** A key that the grid itself does not use; returns true if it was used. */
  readonly onRowKey?: (event: KeyboardEvent, row: Row, element: HTMLElement) => boolean;
  /** The names of the keys that work on a row, for the footer: `data-keys`. */
  readonly keysOf?: (row: Row) => string;
  /** The end of the loaded rows is near. */
  readonly onEnd?: () => void;
  /** Whether the grid is scrolled to its first row. */
  readonly onTop?: (isAtTop: boolean) => void;
  /** Shown under the header instead of rows. */
  readonly empty?: ReactNode;
  /** The initial row: scrolled to the middle, and the grid's tab stop. */
  readonly startKey?: string | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
