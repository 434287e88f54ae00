import type { RunDetail } from '../../../contract/run.ts';

/** A value or an output that differs; undefined where a side does not have it. */
export interface Differing {
  readonly name: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** The entries of two objects that differ, in the order of the left one, then what only the right one has. */
export function differingEntries(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): readonly Differing[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names
    .map((name) => ({ name, left: left[name], right: right[name] }))
    .filter((one) => stable(one.left) !== stable(one.right));
}

/** JSON with its keys in order: the order in which a robot printed them is no difference. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
        : inner,
    ) ?? 'absent'
  );
}

export const tookOf = ({ startedAt, endedAt }: Pick<RunDetail, 'startedAt' | 'endedAt'>): number | null =>
  startedAt === null || endedAt === null ? null : Math.max(0, endedAt - startedAt);
