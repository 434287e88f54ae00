import { setTimeout as delay } from 'node:timers/promises';
import type { ChildIdentity } from '../launcher.ts';
import { uptime } from 'node:os';
import { type ProcessRow, beganAt, isSame, listProcesses } from './process-table.ts';

/** Which processes are to end. Whoever fits one of the three goes, and everything that descends from it. */
export interface TreeQuery {
  /** Marked with this owner, and with one of these attempts (`runId/attempt`; null = any). */
  readonly owner: string;
  readonly attempts: ReadonlySet<string> | null;
  /** Exactly these processes; one that began at another time is somebody else. */
  readonly roots: readonly ChildIdentity[];
  /** Members of these process groups, whose leaders were ours. */
  readonly groups: ReadonlySet<number>;
  /** Whoever lost its parent comes to this process (reaper.ts); null where there is none. */
  readonly reaper?: number | null;
  /** Of those, who belongs to somebody else, or may. */
  readonly isSpared?: (row: ProcessRow) => boolean;
  /** When this computer began, in epoch ms: nothing of what ran before that is left. Null where that is not known. */
  readonly bootedAt?: number | null;
}

export interface EndedTrees {
  readonly killed: ProcessRow[];
  /** False where the system gave no list: something may be left, and nobody knows. */
  readonly isKnown: boolean;
}

/** Pauses between looks, in ms: a killed process needs a moment to go, one that hangs in the kernel a long one. */
const pauses = [2, 5, 10, 20, 40, 80, 160, 320, 640];

/**
 * Kills whole trees and looks again until nothing of them is left, or until what is left cannot be killed.
 * Resolves with all it killed. Never harms a process whose start does not fit, nor this one.
 */
export async function endTrees(given: TreeQuery, list = listProcesses): Promise<EndedTrees> {
  const killed = new Map<number, ProcessRow>();
  const query = { bootedAt: Date.now() - uptime() * 1000, ...given };
  for (const pause of pauses) {
    const rows = await list();
    if (rows === null) return { killed: [...killed.values()], isKnown: false };
    const left = chooseTrees(rows, query);
    if (left.length === 0) break;
    for (const row of left) {
      killed.set(row.pid, row);
      kill(row.pid, 'SIGKILL');
    }
    await delay(pause);
  }
  return { killed: [...killed.values()], isKnown: true };
}

/** The rows that a query means, parents before their children. Pure. */
export function chooseTrees(rows: readonly ProcessRow[], query: TreeQuery): ProcessRow[] {
  const children = Map.groupBy(rows, (row) => row.parent);
  const chosen = new Set<ProcessRow>();
  const byPid = new Map(rows.map((row) => [row.pid, row]));
  const spared = ancestorsOf(process.pid, byPid);

  const visit = (row: ProcessRow) => {
    if (chosen.has(row) || spared.has(row.pid)) return;
    chosen.add(row);
    for (const child of children.get(row.pid) ?? []) if (isYounger(child, row)) visit(child);
  };
  for (const row of rows) {
    const isMarked = row.owner === query.owner && row.attempt !== null && (query.attempts?.has(row.attempt) ?? true);
    const isRoot = query.roots.some(
      (root) => isSame(row, root) || isOrphanOf(row, root, byPid, query.bootedAt ?? null),
    );
    const isOrphan = row.parent === (query.reaper ?? 0) && row.parent > 1 && query.isSpared?.(row) === false;
    if (isMarked || isRoot || isOrphan || (row.group > 0 && query.groups.has(row.group))) visit(row);
  }
  return [...chosen];
}

/** A server that was itself started by a robot must not end itself. */
function ancestorsOf(pid: number, byPid: ReadonlyMap<number, ProcessRow>): Set<number> {
  const ancestors = new Set<number>();
  for (let at: number | undefined = pid; at !== undefined && at > 0 && !ancestors.has(at);) {
    ancestors.add(at);
    at = byPid.get(at)?.parent;
  }
  return ancestors;
}

/** Windows never forgets the number of a dead parent, so a much older process may seem to be a child. */
function isYounger(child: ProcessRow, parent: ProcessRow): boolean {
  return typeof child.began === 'string' || typeof parent.began === 'string' || child.began >= parent.began;
}

/** The clock may be set, and the system counts its own time in its own way. */
const bootToleranceMs = 2000;

/**
 * Windows leaves the number of a dead parent standing, so what a child left behind can still be told; not where that number has become
 * somebody else's, and not after a start of the computer, which nothing outlives: those are a stranger's.
 */
function isOrphanOf(
  row: ProcessRow,
  root: ChildIdentity,
  byPid: ReadonlyMap<number, ProcessRow>,
  bootedAt: number | null,
): boolean {
  if (row.parent !== root.pid || typeof row.began === 'string') return false;
  const began = beganAt(root.startedMark);
  if (began === null || row.began < began) return false;
  if (bootedAt !== null && began < bootedAt - bootToleranceMs) return false;
  const holder = byPid.get(root.pid);
  return holder === undefined || isSame(holder, root);
}

/** Signals a process, or with a negative number its group. Never throws: it may be gone already. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  // 0 is our own group, 1 the first process of all, -1 everybody: a number that was not known must not become one of them.
  if (Math.abs(pid) <= 1) return;
  try {
    process.kill(pid, signal);
  } catch {
    // Gone, or never ours.
  }
}
