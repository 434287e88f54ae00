/** Rows a part: what is above a part is known without looking at each of its rows. */
const partRows = 256;

/** How tall rows are of which most are as tall as one line, and of which only those that were seen are known. */
export interface RowHeights {
  readonly topOf: (row: number) => number;
  /** The row at a place, whether there is one or not. */
  readonly rowAt: (place: number) => number;
  /** Whether that is news. */
  readonly set: (row: number, px: number) => boolean;
}

export function createRowHeights(linePx: number): RowHeights {
  /** What rows are taller than a line. */
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
