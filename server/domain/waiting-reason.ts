import type { RpaProcess } from '../../contract/process.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { Run } from '../../contract/run.ts';
import type { WorkerStatus } from '../../contract/worker.ts';

/** What can keep queued runs waiting besides the runs before them. Instants in epoch ms. */
export interface Hold {
  readonly paused: { readonly isPaused: boolean; readonly until: number | null };
  /** What the computer lacks for any robot. */
  readonly short: Reason | null;
  readonly desktop: WorkerStatus['desktop'];
  /** Somebody answered "later": until when desktop robots do not take the mouse. */
  readonly laterUntil: number | null;
  /** The run about which a person is being asked now. */
  readonly askingAbout: string | null;
  /** Schedules, by sequence number, whose runs wait until nobody uses the desktop. */
  readonly idle?: ReadonlyMap<number, Reason>;
}

/** Why a queued run does not start although there may be a free place; null if it only waits for the queue. */
export function waitingReason(
  run: Pick<Run, 'id'> & { readonly scheduleSeq?: number },
  usesDesktop: boolean,
  hold: Hold,
): Reason | null {
  const { isPaused, until } = hold.paused;
  if (isPaused) return until === null ? because('all-paused') : because('all-paused-until', until);
  if (hold.short !== null) return hold.short;
  if (!usesDesktop) return null;
  if (hold.desktop !== 'ready') return because(`desktop-${hold.desktop}`);
  if (hold.laterUntil !== null) return because('desktop-later', hold.laterUntil);
  if (hold.askingAbout === run.id) return because('desktop-asking');
  return hold.idle?.get(run.scheduleSeq ?? -1) ?? null;
}

/** The queue's own limits: who runs now, and how many may. */
export interface Queue {
  readonly running: Iterable<{
    readonly scheduleSeq: number;
    /** No other run of its schedule may run at the same time. */
    readonly isExclusive: boolean;
    readonly process: Pick<RpaProcess, 'name' | 'usesDesktop'>;
  }>;
  readonly atOnce: number;
  /** The run that is next to take the desktop; it has not started yet. */
  readonly askingAbout: string | null;
}

/** What a queued run waits for if nothing else keeps it; null if it is about to start. */
export function whatIsBefore(
  run: Pick<Run, 'id'> & { readonly scheduleSeq: number },
  process: Pick<RpaProcess, 'name' | 'usesDesktop' | 'maxConcurrent'>,
  queue: Queue,
): Reason | null {
  const running = [...queue.running];
  const isAnotherAsked = queue.askingAbout !== null && queue.askingAbout !== run.id;
  if (running.some((one) => one.isExclusive && one.scheduleSeq === run.scheduleSeq)) return because('run-before');
  if (process.usesDesktop && (isAnotherAsked || running.some((one) => one.process.usesDesktop)))
    return because('desktop-busy');
  const { maxConcurrent: most, name } = process;
  if (running.filter((one) => one.process.name === name).length >= most) return busy('process-busy', most);
  return running.length + (isAnotherAsked ? 1 : 0) >= queue.atOnce ? busy('worker-busy', queue.atOnce) : null;
}

const because = (code: Reason['code'], at?: number): Reason => ({ code, params: at === undefined ? {} : { at } });
const busy = (code: Reason['code'], count: number): Reason => ({ code, params: { count } });
