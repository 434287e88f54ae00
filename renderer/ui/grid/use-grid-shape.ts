import { useMemo } from 'react';
import { useTextScale } from '../text-scale.ts';
import { columnWidths, shownColumns } from './columns.ts';
import { foldedColumns, narrowColumns, narrowRowHeight } from './narrow-columns.tsx';
import { selectWidth } from './grid-head.tsx';
import type { DataGridProps } from './grid-props.ts';

export type GridShape<Row> = ReturnType<typeof useGridShape<Row>>;

const usualHeadHeight = 34;

/** The columns shown at a width, their widths, and the row height. Columns fold if there is no room. */
export function useGridShape<Row>({ columns, rowHeight = 42, onSelect }: DataGridProps<Row>, width: number) {
  const scale = useTextScale();
  const ownWidth = onSelect ? selectWidth : 0;
  const unfolded = useMemo(() => shownColumns(columns, width / scale), [columns, width, scale]);
  const isFolded = width > 0 && unfolded.reduce((sum, column) => sum + column.width, ownWidth) > width / scale;
  const inRow = useMemo(() => foldedColumns(columns, unfolded), [columns, unfolded]);
  const shown = useMemo(
    () => (isFolded ? narrowColumns(inRow, width / scale) : unfolded),
    [inRow, unfolded, isFolded, width, scale],
  );
  const widths = columnWidths(shown, width / scale - ownWidth).map((each) => each * scale);
  return {
    shown,
    widths,
    tableWidth: widths.reduce((sum, each) => sum + each, ownWidth * scale),
    headHeight: usualHeadHeight * scale,
    rowHeight: (isFolded ? narrowRowHeight(inRow) : rowHeight) * scale,
  };
}
