import type { Leftover } from '../launcher.ts';
import { endTrees } from './process-trees.ts';

/** What was found alive of a server that died, and was killed. `runId` is null where only the mark of this home was left. */
export interface FoundLeftover {
  readonly runId: string | null;
  readonly pid: number;
}

/**
 * Ends everything that is left of a dead server, once, before the first launch: the recorded children and their trees,
 * and whatever else carries this home's mark. A process that took over the number of a recorded child began at another
 * time and is not touched.
 */
export async function endLeftovers(leftovers: readonly Leftover[], owner: string): Promise<FoundLeftover[]> {
  const roots = leftovers.flatMap(({ child }) => (child === null ? [] : [child]));
  const { killed } = await endTrees({ owner, attempts: null, roots, groups: new Set() });
  return killed.map((row) => ({
    runId:
      row.attempt?.slice(0, row.attempt.lastIndexOf('/')) ??
      leftovers.find(({ child }) => child?.pid === row.pid)?.runId ??
      null,
    pid: row.pid,
  }));
}
