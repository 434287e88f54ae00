/** The meaning of a mark, shown by shape as well as by colour. */
export const markKinds = ['good', 'bad', 'quiet', 'running', 'upcoming'] as const;
export type MarkKind = (typeof markKinds)[number];

/** A mark on the time axis; instants are epoch ms. */
export interface Mark {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly kind: MarkKind;
  /** How many runs it represents. */
  readonly count: number;
  /** How many of those failed. */
  readonly failed: number;
  readonly label: string;
  /** Where it ran or will run, as its maker names it; null: not decided. */
  readonly target?: string | null;
}

export interface Lane {
  readonly id: string;
  readonly title: string;
  /** Counts in words, under the title. */
  readonly summary: string;
  readonly marks: readonly Mark[];
}

/** Two marks closer than this are merged. */
const nearestPx = 3;
/** The least width of a mark: a run of two seconds can be seen; one of several runs has room for their number. */
export const leastWidth = ({ count }: Pick<Mark, 'count'>): number => (count > 1 ? 22 : 8);

/**
 * Merges marks that would overlap. Past and coming marks never merge, and no merge crosses one of the `cuts` (ascending instants), so a
 * crowded lane still shows where its runs are. `say` labels a merged mark.
 */
export function mergeMarks(
  marks: readonly Mark[],
  msPerPx: number,
  say: (joined: Mark) => string,
  cuts: readonly number[] = [],
): readonly Mark[] {
  const partOf = (at: number) => cuts.findLastIndex((cut) => cut <= at);
  const merged: Mark[] = [];
  for (const mark of marks) {
    const before = merged.at(-1);
    const endOfBefore = before === undefined ? 0 : Math.max(before.end, before.start + leastWidth(before) * msPerPx);
    const isSameTime =
      before !== undefined &&
      (before.kind === 'upcoming') === (mark.kind === 'upcoming') &&
      partOf(before.start) === partOf(mark.start);
    if (before === undefined || !isSameTime || mark.start > endOfBefore + nearestPx * msPerPx) {
      merged.push(mark);
      continue;
    }
    const joined: Mark = {
      ...before,
      end: Math.max(before.end, mark.end),
      count: before.count + mark.count,
      failed: before.failed + mark.failed,
      kind: joinedKind(before.kind, mark.kind),
    };
    merged[merged.length - 1] = { ...joined, label: say(joined) };
  }
  return merged;
}

/** The worst outcome wins. */
function joinedKind(one: MarkKind, other: MarkKind): MarkKind {
  return (
    (['bad', 'running', 'good', 'quiet', 'upcoming'] as const).find((kind) => kind === one || kind === other) ?? one
  );
}
