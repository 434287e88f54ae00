import type { Leftover } from '../launcher.ts';
import { endTrees } from './kill-process-trees.ts';

/** A process of a dead server that was found alive and killed. `runId` is null if it only had the mark of this home. */
export interface FoundLeftover {
  readonly runId: string | null;
  readonly pid: number;
}

/**
 * Kills everything that is left of a dead server, once, before the first launch: the recorded children and their trees,
 * and other processes with this home's mark. A process that reuses the pid of a recorded child has another start time
 * and is not touched. `unseen` is called if the system gave no list of its processes.
 */
export async function endLeftovers(
  leftovers: readonly Leftover[],
  owner: string,
  unseen: () => void = () => {},
): Promise<FoundLeftover[]> {
  const roots = leftovers.flatMap(({ child }) => (child === null ? [] : [child]));
  const { killed, isKnown } = await endTrees({ owner, attempts: null, roots, groups: new Set() });
  if (!isKnown && leftovers.length > 0) unseen();
  return killed.map((row) => ({
    runId:
      row.attempt?.slice(0, row.attempt.lastIndexOf('/')) ??
      leftovers.find(({ child }) => child?.pid === row.pid)?.runId ??
      null,
    pid: row.pid,
  }));
}
