import type { RpaProcess } from '../../contract/process.ts';
import type { StoredRun } from '../store/stored-run.ts';

/** A run that the launcher has. */
export interface RunningRun {
  readonly id: string;
  readonly scheduleSeq: number;
  readonly target: string | null;
  readonly process: RpaProcess;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly retryDelayMs: number;
  readonly timeoutMs: number | null;
  readonly isExclusive: boolean;
}

/** The state that limits starts: the runs that are active, and whether a robot may take the desktop. */
export interface PlacesTaken {
  readonly running: readonly RunningRun[];
  readonly isDesktopFree: boolean;
  /** Processes and schedules (by sequence number) of which another run was refused, because of runs on other workers. */
  readonly refused: { readonly processes: ReadonlySet<string>; readonly schedules: ReadonlySet<number> };
  readonly processOf: (name: string) => RpaProcess | null;
}

/** Schedules that may not start another run now: they do not allow two at once. */
export const busySchedules = ({ running, refused }: PlacesTaken): Set<number> =>
  new Set([...refused.schedules, ...running.filter((run) => run.isExclusive).map((run) => run.scheduleSeq)]);

/** Whether a process could start a run now. A deleted one counts as able: its runs then end with the reason. */
export function hasRoom(name: string, room: PlacesTaken): boolean {
  const process = room.processOf(name);
  if (process === null) return true;
  if (room.refused.processes.has(name) || (process.usesDesktop && !room.isDesktopFree)) return false;
  return room.running.filter((run) => run.process.name === name).length < process.maxConcurrent;
}

/**
 * From the heads of all queues, the runs that may start together and next to the active ones: in the order of the queue (rank,
 * then sequence), at most `free`, each process within its limit, one desktop robot, one run per schedule.
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
