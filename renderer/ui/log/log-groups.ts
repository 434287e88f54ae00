/** A group of lines: `from` is the title, `to` the line that closes it (null: none did), `end` the last one (null: more may come). */
export interface LogGroup {
  readonly from: number;
  readonly to: number | null;
  readonly end: number | null;
  readonly depth: number;
  readonly isFailed: boolean;
}

/** A range of hidden lines, inclusive. */
export type Hidden = readonly [from: number, to: number];

export interface LogGroups {
  readonly count: number;
  /** The group whose title is that line. */
  readonly headedBy: (number: number) => LogGroup | undefined;
  /** The groups that contain a line, innermost first; not the one that it is the title of. */
  readonly around: (number: number) => readonly LogGroup[];
  /** The hidden ranges while some groups are closed; open groups hide their closing line. In order, none adjacent. */
  readonly hidden: (isOpen: (group: LogGroup) => boolean, total: number) => readonly Hidden[];
}

/** Which groups open by themselves: those with a failure, and unclosed ones, which contain the end of the log. */
export const opensByItself = ({ isFailed, to }: LogGroup): boolean => isFailed || to === null;

export function createGroups(groups: readonly LogGroup[]): LogGroups {
  const heads = new Map(groups.map((group, index) => [group.from, index]));
  const parents: number[] = [];
  const path: number[] = [];
  for (const [index, { depth }] of groups.entries()) {
    path.length = depth;
    parents.push(path.at(-1) ?? -1);
    path.push(index);
  }

  /** The last group that begins before a line. */
  function lastBefore(number: number): number {
    let low = -1;
    let high = groups.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((groups[middle]?.from ?? Infinity) < number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    count: groups.length,
    headedBy: (number) => groups[heads.get(number) ?? -1],
    around(number) {
      const found: LogGroup[] = [];
      for (let index = lastBefore(number); index >= 0; index = parents[index] ?? -1) {
        const group = groups[index];
        if (group !== undefined && (group.end ?? Infinity) >= number) found.push(group);
      }
      return found;
    },
    hidden(isOpen, total) {
      const found: Hidden[] = [];
      let until = 0;
      for (const group of groups) {
        if (group.from <= until) continue;
        const end = Math.min(group.end ?? total, total);
        if (!isOpen(group)) {
          if (end > group.from) found.push([group.from + 1, end]);
          until = Math.max(until, end);
        } else if (group.to !== null && group.to <= total) found.push([group.to, group.to]);
      }
      return joined(found.sort(([one], [other]) => one - other));
    },
  };
}

function joined(ranges: readonly Hidden[]): Hidden[] {
  const found: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = found.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}
