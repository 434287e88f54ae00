import classes from './grid.module.css';
import type { GridHeading } from './headings.ts';

interface GridHeadingRowProps {
  readonly heading: GridHeading;
  readonly span: number;
  readonly index: number;
  readonly height: number;
  readonly isActive: boolean;
}

/** A heading between rows: a line of the grid that opens and closes what is below it. */
export function GridHeadingRow({ heading, span, index, height, isActive }: GridHeadingRowProps) {
  return (
    <tr
      className={classes.row}
      style={{ height: Math.min(height, 42) }}
      data-key={`heading ${heading.key}`}
      data-active={isActive || undefined}
      data-heading=""
      aria-rowindex={index + 2}
      tabIndex={isActive ? 0 : -1}
    >
      <th colSpan={span} className={classes.headingCell}>
        <button type="button" tabIndex={-1} className={classes.headingButton} aria-expanded={heading.isOpen}>
          <span aria-hidden="true" className={classes.headingMark}>
            {heading.isOpen ? '▼' : '▶'}
          </span>
          {heading.text}
          <span className={classes.headingNote}>{heading.note}</span>
        </button>
      </th>
    </tr>
  );
}
