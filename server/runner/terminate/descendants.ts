import type { ChildIdentity } from '../launcher.ts';
import { listTree, type ProcessRow } from './process-table.ts';
import { createUsageMeter, waitedSeconds, type TreeUsage, type UsageMeter } from './tree-usage.ts';

/**
 * Tracks the descendants of each attempt while they can be seen: later a program may have no parent, another name and no environment.
 */
export interface Descendants {
  /** Its memory is measured exactly above `strictBytes`. */
  begin(attempt: string, child: ChildIdentity, strictBytes?: number): void;
  end(attempt: string): void;
  /** What an attempt and its descendants have used at the last look, or, if it is over, until its end; null if there was no look yet. */
  usageOf(attempt: string, isOver: boolean): TreeUsage | null;
  /** Records the present descendants of all active attempts. */
  look(): void;
  /** The recorded descendants of an attempt that may be alive; check the start time, because a pid may be reused. */
  of(attempt: string): ChildIdentity[];
  /** Whether an orphan belongs to an active attempt other than `these`, or started while one ran and may belong to it. */
  mayBelong(row: ProcessRow, these: ReadonlySet<string>): boolean;
}

interface Family {
  readonly child: ChildIdentity;
  /** Pid → start time. Members of a session or a process group that one of them leads or led belong to it, too. */
  readonly members: Map<number, string>;
  readonly meter: UsageMeter;
}

/** Linux only: on other systems a process list takes another program, so nothing is tracked. */
export function createDescendants(list: () => readonly ProcessRow[] = listTree): Descendants {
  const families = new Map<string, Family>();
  /** Seconds of ended children at the last look; null once something has ended since. */
  let waitedAtLook: number | null = null;

  return {
    begin(attempt, child, strictBytes) {
      const { pid, startedMark } = child;
      const members = new Map(startedMark === null ? [] : [[pid, startedMark]]);
      families.set(attempt, { child, members, meter: createUsageMeter(strictBytes) });
    },
    end(attempt) {
      families.delete(attempt);
      waitedAtLook = null;
    },
    usageOf(attempt, isOver) {
      const used = families.get(attempt)?.meter.read() ?? null;
      // Alone, what this process has waited for since the last look was this attempt.
      const waited = used !== null && isOver && families.size === 1 && waitedAtLook !== null ? waitedSeconds() : null;
      if (used === null || waited === null) return used;
      return { ...used, cpuSeconds: Math.max(used.cpuSeconds, waited - (waitedAtLook ?? 0)) };
    },
    look() {
      if (families.size === 0) return;
      const rows = list();
      if (rows.length === 0) return;
      const byPid = new Map(rows.map((row) => [row.pid, row]));
      const children = Map.groupBy(rows, (row) => row.parent);
      for (const family of families.values()) {
        forget(family, rows, byPid);
        gather(family, rows, byPid, children);
        measure(family, byPid);
      }
      waitedAtLook = families.size === 1 ? waitedSeconds() : null;
    },
    of(attempt) {
      const members = families.get(attempt)?.members ?? new Map<number, string>();
      return [...members].map(([pid, startedMark]) => ({ pid, startedMark }));
    },
    mayBelong(row, these) {
      for (const [attempt, { child, members }] of families) {
        if (these.has(attempt)) continue;
        if (row.attempt === attempt || members.get(row.pid) === row.began) return true;
        if (row.attempt === null && tickOf(row.began) >= tickOf(child.startedMark)) return true;
      }
      return false;
    },
  };
}

/** Forgets a number that no member uses any more as pid, group or session, because it may be reused. */
function forget({ members }: Family, rows: readonly ProcessRow[], byPid: ReadonlyMap<number, ProcessRow>): void {
  const carried = new Set(rows.flatMap(({ group, session = 0 }) => [group, session]));
  for (const [pid, began] of members) {
    const row = byPid.get(pid);
    if (row === undefined ? !carried.has(pid) : row.began !== began) members.delete(pid);
  }
}

function measure({ members, meter }: Family, byPid: ReadonlyMap<number, ProcessRow>): void {
  const present = [...members].flatMap(([pid, began]) => {
    const row = byPid.get(pid);
    return row?.use === undefined || row.began !== began ? [] : [{ pid, use: row.use }];
  });
  meter.look(present);
}

function gather(
  { members }: Family,
  rows: readonly ProcessRow[],
  byPid: ReadonlyMap<number, ProcessRow>,
  children: ReadonlyMap<number, readonly ProcessRow[]>,
): void {
  const take = (row: ProcessRow): void => {
    if (typeof row.began !== 'string' || members.has(row.pid) || row.pid === process.pid) return;
    members.set(row.pid, row.began);
    for (const child of children.get(row.pid) ?? []) take(child);
  };
  for (const pid of [...members.keys()]) if (byPid.has(pid)) for (const child of children.get(pid) ?? []) take(child);
  for (const row of rows) if (members.has(row.group) || members.has(row.session ?? 0)) take(row);
}

/** `boot id:ticks` → ticks; an unknown start counts as the earliest. */
const tickOf = (began: string | number | null): number =>
  typeof began === 'string' ? Number(began.slice(began.lastIndexOf(':') + 1)) : -1;
