/** Rows per block: a block's offset is known without visiting each row before it. */
const partRows = 256;

/** The heights of rows: most are one line high, and only rendered ones are measured. */
export interface RowHeights {
  readonly topOf: (row: number) => number;
  /** The row at an offset, whether it exists or not. */
  readonly rowAt: (place: number) => number;
  /** Returns whether the height changed. */
  readonly set: (row: number, px: number) => boolean;
}

export function createRowHeights(linePx: number): RowHeights {
  /** Extra height of rows beyond one line. */
  const extras = new Map<number, { sum: number; readonly rows: Map<number, number> }>();

  function topOf(row: number): number {
    let top = row * linePx;
    const own = Math.floor(row / partRows);
    for (const [part, { sum, rows }] of extras) {
      if (part < own) top += sum;
      else if (part === own) for (const [other, extra] of rows) if (other < row) top += extra;
    }
    return top;
  }

  return {
    topOf,
    rowAt(place) {
      if (extras.size === 0) return Math.max(0, Math.floor(place / linePx));
      let low = 0;
      let high = Math.max(0, Math.floor(place / linePx));
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (topOf(middle) <= place) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    set(row, px) {
      const index = Math.floor(row / partRows);
      const part = extras.get(index) ?? { sum: 0, rows: new Map<number, number>() };
      const extra = Math.max(0, px - linePx);
      const before = part.rows.get(row) ?? 0;
      if (Math.abs(extra - before) < 0.5) return false;
      part.rows.set(row, extra);
      part.sum += extra - before;
      extras.set(index, part);
      return true;
    },
  };
}
