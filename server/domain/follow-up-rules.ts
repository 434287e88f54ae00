import type { FollowUpCondition } from '../../contract/follow-up.ts';
import type { Run } from '../../contract/run.ts';

/**
 * Whether an end of a run is one after which something follows. Nothing does if its program was never started, but for one whose conditions
 * did not come true in time: that is a failure of what it waited for.
 */
export function followsAfter(
  after: FollowUpCondition,
  { outcome, hasWarning, startedAt, reason }: Pick<Run, 'outcome' | 'hasWarning' | 'startedAt' | 'reason'>,
): boolean {
  if (reason?.code === 'condition-not-met') return after === 'failure' || after === 'always';
  if (outcome === null || startedAt === null) return false;
  switch (after) {
    case 'success':
      return outcome === 'succeeded';
    case 'warning':
      return outcome === 'succeeded' && hasWarning;
    case 'failure':
      return outcome !== 'succeeded' && outcome !== 'cancelled';
    case 'always':
      return true;
  }
}

/** A schedule or process, as what may follow each other. */
export interface ChainNode {
  /** Unique: `schedule:ID`, `process:NAME`. */
  readonly key: string;
  readonly name: string;
}

/** More is not followed: then the depth of the chain is what ends it. */
const mostLookedAt = 2000;

/**
 * The way on which what follows `first` leads back to it, as names from `first` to `first`; null if none does. A schedule leads to its process,
 * whose own follow-ups follow it, too.
 */
export async function loopFrom(
  first: ChainNode,
  edgesOf: (node: ChainNode) => Promise<readonly ChainNode[]>,
): Promise<readonly string[] | null> {
  const seen = new Set<string>();
  const ways: { readonly node: ChainNode; readonly names: readonly string[] }[] = [
    { node: first, names: [first.name] },
  ];
  for (let way = ways.shift(); way !== undefined && seen.size < mostLookedAt; way = ways.shift()) {
    for (const next of await edgesOf(way.node)) {
      const names = [...way.names, next.name];
      if (next.key === first.key) return names;
      if (seen.has(next.key)) continue;
      seen.add(next.key);
      ways.push({ node: next, names });
    }
  }
  return null;
}
