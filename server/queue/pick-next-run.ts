import type { RpaProcess } from '../../contract/process.ts';
import type { StoredRun } from '../store/stored-run.ts';

/** What is known of a run that was handed to the launcher. */
export interface RunningRun {
  readonly id: string;
  readonly scheduleSeq: number;
  readonly process: RpaProcess;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly retryDelayMs: number;
  readonly timeoutMs: number | null;
  readonly isExclusive: boolean;
}

/** What the queue is held against: who runs now, and whether a robot may take the desktop. */
export interface PlacesTaken {
  readonly running: readonly RunningRun[];
  readonly isDesktopFree: boolean;
  readonly processOf: (name: string) => RpaProcess | null;
}

/** Schedules of which nothing further may start now: two of one schedule at once only where it allows that. */
export const busySchedules = ({ running }: PlacesTaken): Set<number> =>
  new Set(running.filter((run) => run.isExclusive).map((run) => run.scheduleSeq));

/** Whether a process could start anything at all now. One that is gone can: its runs are then ended, with the reason. */
export function hasRoom(name: string, room: PlacesTaken): boolean {
  const process = room.processOf(name);
  if (process === null) return true;
  if (process.usesDesktop && !room.isDesktopFree) return false;
  return room.running.filter((run) => run.process.name === name).length < process.maxConcurrent;
}

/**
 * Of the heads of all queues, those that may start beside each other and beside what runs: in the order of the queue (rank, then
 * sequence), at most `free`, each process within its own limit, one desktop robot, one of a schedule.
 */
export function takeCompatible(heads: readonly StoredRun[], free: number, room: PlacesTaken): StoredRun[] {
  const picked: StoredRun[] = [];
  const perProcess = new Map<string, number>();
  for (const { process } of room.running) perProcess.set(process.name, (perProcess.get(process.name) ?? 0) + 1);
  const busy = busySchedules(room);
  let { isDesktopFree } = room;
  for (const run of heads.toSorted((a, b) => a.rank - b.rank || a.seq - b.seq)) {
    if (picked.length >= free) break;
    const process = room.processOf(run.process);
    const count = perProcess.get(run.process) ?? 0;
    if (busy.has(run.scheduleSeq) || (process && count >= process.maxConcurrent)) continue;
    if (process?.usesDesktop) {
      if (!isDesktopFree) continue;
      isDesktopFree = false;
    }
    perProcess.set(run.process, count + 1);
    if (run.overlap !== 'allow') busy.add(run.scheduleSeq);
    picked.push(run);
  }
  return picked;
}
