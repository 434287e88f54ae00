import { setTimeout as delay } from 'node:timers/promises';
import type { ChildIdentity } from '../launcher.ts';
import { uptime } from 'node:os';
import { type ProcessRow, beganAt, isSame, listProcesses } from './process-table.ts';

/** Selects the processes to kill: those that match one of the three, and all their descendants. */
export interface TreeQuery {
  /** Has the mark of this owner, and of one of these attempts (`runId/attempt`; null = any). */
  readonly owner: string;
  readonly attempts: ReadonlySet<string> | null;
  /** Exactly these processes; one with another start time is a different process. */
  readonly roots: readonly ChildIdentity[];
  /** Members of these process groups, whose leaders were our children. */
  readonly groups: ReadonlySet<number>;
  /** The process that adopts orphans (reaper.ts); null if there is none. */
  readonly reaper?: number | null;
  /** Of those orphans, the ones that belong to somebody else, or may. */
  readonly isSpared?: (row: ProcessRow) => boolean;
  /** When this computer booted, in epoch ms: nothing from before is alive. Null if unknown. */
  readonly bootedAt?: number | null;
}

export interface EndedTrees {
  readonly killed: ProcessRow[];
  /** False if the system gave no list: then something may be left. */
  readonly isKnown: boolean;
}

/** Pauses between checks, in ms: a killed process takes a moment to end, one that hangs in the kernel longer. */
const pauses = [2, 5, 10, 20, 40, 80, 160, 320, 640];

/**
 * Kills whole trees and checks again until nothing of them is left, or the rest cannot be killed. Resolves to the
 * killed processes. Never kills a process with another start time, nor this one.
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

/** The rows that match a query, parents before their children. Pure. */
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

/** The ancestors of this process: a server that a robot started must not kill itself. */
function ancestorsOf(pid: number, byPid: ReadonlyMap<number, ProcessRow>): Set<number> {
  const ancestors = new Set<number>();
  for (let at: number | undefined = pid; at !== undefined && at > 0 && !ancestors.has(at);) {
    ancestors.add(at);
    at = byPid.get(at)?.parent;
  }
  return ancestors;
}

/** Windows never clears the pid of a dead parent, so a much older process may seem to be a child. */
function isYounger(child: ProcessRow, parent: ProcessRow): boolean {
  return typeof child.began === 'string' || typeof parent.began === 'string' || child.began >= parent.began;
}

/** Tolerance: the clock may be set, and the system rounds its own time. */
const bootToleranceMs = 2000;

/**
 * Windows keeps the pid of a dead parent, so orphans can be matched; but not if that pid was reused, nor if the computer has booted
 * since, because then they are strangers.
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

/** Signals a process, or its group with a negative number. Never throws, because it may be gone. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  // 0 is our own group, 1 is init, -1 is everybody: an unknown pid must not become one of these.
  if (Math.abs(pid) <= 1) return;
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended, or is not ours.
  }
}
