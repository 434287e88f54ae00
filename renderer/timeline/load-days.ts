import type { LoadAnswer } from '../../contract/overview.ts';
import type { Times } from '../words/times.ts';

export type HourLoad = LoadAnswer['hours'][number];

/** An hour of a local day: of two where the clock is set back, none where it is set forward. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  readonly starts: number;
  readonly atOnce: number;
  readonly together: number;
}

export interface LoadDays {
  /** The first instants of the days, the columns. */
  readonly days: readonly number[];
  /** For each hour of the day (0–23) a cell a day, null where that hour does not exist. */
  readonly rows: readonly (readonly (Cell | null)[])[];
  /** The largest number of a cell. */
  readonly most: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/** The hours as a table by the reader's clock: a row for each hour of the day, a column for each day. */
export function loadDays(hours: readonly HourLoad[], days: readonly number[], local: Times['local']): LoadDays {
  const cells = new Map<string, Cell>();
  const walls = days.map((at) => Math.floor(local.wallOf(at) / day));
  for (const { at, starts, atOnce, together } of hours) {
    const wall = local.wallOf(at);
    const key = `${Math.floor(wall / day)} ${Math.floor((wall % day) / hour)}`;
    const known = cells.get(key);
    cells.set(key, {
      from: known?.from ?? at,
      to: at + hour,
      starts: starts + (known?.starts ?? 0),
      atOnce: Math.max(atOnce, known?.atOnce ?? 0),
      together: Math.max(together, known?.together ?? 0),
    });
  }
  const rows = Array.from({ length: 24 }, (_, index) => walls.map((wall) => cells.get(`${wall} ${index}`) ?? null));
  return { days, rows, most: Math.max(1, ...[...cells.values()].map(({ atOnce }) => atOnce)) };
}

/** How dark a cell is: 0 for nothing, 1 to 4 by its share of the largest. */
export const shadeOf = ({ atOnce }: Cell, most: number): number => (atOnce === 0 ? 0 : Math.ceil((atOnce / most) * 4));
