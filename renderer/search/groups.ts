import type { GridHeading } from '../ui/grid/headings.ts';

/** What the rows of a list are grouped by; in the address. */
export const groupings = ['folder', 'tag'] as const;
export type Grouping = (typeof groupings)[number];

export const groupingOf = (text: string | null): Grouping | null => groupings.find((name) => name === text) ?? null;

export interface Grouped<Row> {
  /** Those of open groups, group by group, in each in the order in which they came. */
  readonly rows: readonly Row[];
  readonly headings: readonly GridHeading[];
}

interface GroupingOptions<Row> {
  /** The name of a row's group; '' = it has none, which comes last. */
  readonly groupOf: (row: Row) => string;
  readonly closed: ReadonlySet<string>;
  /** The heading of what has no group. */
  readonly without: string;
  readonly note: (count: number) => string;
  readonly compare: (one: string, other: string) => number;
}

/** Rows under headings. Groups that differ only in capitals or accents by `keyOf` are one. */
export function grouped<Row>(
  rows: readonly Row[],
  { groupOf, closed, without, note, compare }: GroupingOptions<Row>,
  keyOf: (name: string) => string,
): Grouped<Row> {
  const groups = new Map<string, { name: string; rows: Row[] }>();
  for (const row of rows) {
    const name = groupOf(row);
    const key = keyOf(name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name, rows: [row] });
    else group.rows.push(row);
  }
  const sorted = [...groups].sort(([one, first], [other, second]) =>
    one === '' || other === '' ? (one === '' ? 1 : -1) : compare(first.name, second.name),
  );
  const shown: Row[] = [];
  const headings = sorted.map(([key, group]) => {
    const isOpen = !closed.has(key);
    const heading = { key, text: group.name || without, note: note(group.rows.length), isOpen, at: shown.length };
    if (isOpen) shown.push(...group.rows);
    return heading;
  });
  return { rows: shown, headings };
}
