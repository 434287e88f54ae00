/** A heading between rows: those of its group are shown while it is open. */
export interface GridHeading {
  readonly key: string;
  readonly text: string;
  /** Beside the text: how many rows it has. */
  readonly note: string;
  readonly isOpen: boolean;
  /** Before which row it stands; of several, in their order. */
  readonly at: number;
}

/** A heading as a line of the grid. */
export class HeadingLine {
  readonly heading: GridHeading;

  constructor(heading: GridHeading) {
    this.heading = heading;
  }
}

export type GridLine<Row> = Row | HeadingLine;

export const isHeadingLine = <Row>(line: GridLine<Row> | undefined): line is HeadingLine => line instanceof HeadingLine;

/** The key of a line among all lines. */
export const lineKey = <Row>(line: GridLine<Row>, rowKey: (row: Row) => string): string =>
  isHeadingLine(line) ? `heading ${line.heading.key}` : rowKey(line);

/** Rows and headings in one order; the rows themselves where there are no headings. */
export function linesOf<Row>(rows: readonly Row[], headings: readonly GridHeading[]): readonly GridLine<Row>[] {
  if (headings.length === 0) return rows;
  const lines: GridLine<Row>[] = [];
  let next = 0;
  for (const heading of headings) {
    lines.push(...rows.slice(next, heading.at), new HeadingLine(heading));
    next = heading.at;
  }
  lines.push(...rows.slice(next));
  return lines;
}
