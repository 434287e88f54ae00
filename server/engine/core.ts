import { secretNames, type RpaProcess } from '../../contract/process.ts';
import type { Reason } from '../../contract/reasons.ts';
import { secretPlaceholder, type ScheduleOptions, type ScheduleRow } from '../../contract/schedule.ts';
import type { Settings } from '../../contract/settings.ts';
import { dueToRun } from '../domain/time/plan-times.ts';
import type { Log } from '../log.ts';
import type { NewRun } from '../store/run-rows.ts';
import type { StoredRun } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Live } from './live.ts';
import type { DiskRoom } from './disk-room.ts';
import type { ProgressBook } from './runs/progress-book.ts';

/** What every part of the engine stands on. */
/** What the reason of a run is made of. */
export type ReasonedRun = Pick<StoredRun, 'id' | 'status' | 'process' | 'reason' | 'scheduleSeq'>;

export interface Core {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly live: Live;
  readonly progress: ProgressBook;
  readonly room: DiskRoom;
  readonly newId: () => string;
  readonly settings: () => Settings;
  readonly workerId: () => string;
  /** A run's reason as a person sees it: of a queued one what it waits for. */
  readonly reasonOf: (run: ReasonedRun) => Reason | null;
  /** The same for programs: of a queued one what else than the queue holds it up. */
  readonly holdOf: (run: ReasonedRun) => Reason | null;
  /** The definition by its exact name; null when it is gone. */
  readonly processOf: (name: string) => RpaProcess | null;
  /** Values with secrets in the clear, from values with secrets sealed; and the other way round. */
  readonly openValues: (sealed: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  readonly sealValues: (
    process: RpaProcess,
    values: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
  /** The folder of a run's logs and artifacts. */
  readonly runFolder: (run: { readonly id: string; readonly queuedAt: number }) => string;
}

/** Smaller goes first; what was asked for now stands before all that was planned. */
export const headRank = -1_000_000;
export const rankOf = (options: ScheduleOptions, isHead: boolean): number => (isHead ? headRank : 0) - options.priority;

/** A new queued run with what most runs share. */
export function newRun(
  core: Core,
  facts: Pick<NewRun, 'process' | 'trigger' | 'starter' | 'startedBy' | 'dueAt'> &
    Partial<NewRun> & { readonly options: ScheduleOptions; readonly isHead?: boolean },
): NewRun {
  const { options, isHead, ...own } = facts;
  return {
    id: core.newId(),
    at: core.clock.now(),
    maxAttempts: 1 + options.retryCount,
    rank: rankOf(options, isHead ?? false),
    expiresAt:
      own.trigger === 'schedule' && options.notLaterThanSeconds !== null
        ? own.dueAt + options.notLaterThanSeconds * 1000
        : null,
    input: null,
    rerunOf: null,
    worker: core.workerId(),
    ended: null,
    ...own,
  };
}

/** Told when a run is over, whatever came of it. */
export type RunEnded = (run: StoredRun) => void;

/** Values as they may leave the server: every secret is a placeholder. A process that is gone gives no schema: then all texts are. */
export function publicValues(
  core: Core,
  processName: string,
  sealed: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const process = core.processOf(processName);
  const secrets = new Set(process ? secretNames(process.parameters) : Object.keys(sealed));
  return Object.fromEntries(
    Object.entries(sealed).map(([key, value]) => [key, secrets.has(key) ? secretPlaceholder : value]),
  );
}

/** A row of the Scheduler screen as it may leave the server, with the progress of what runs now. */
export function publicRow(core: Core, row: ScheduleRow): ScheduleRow {
  const { activeRun, process } = row;
  return {
    ...row,
    due: dueToRun(row.plan, row.due),
    values: publicValues(core, row.process, row.values),
    activeRun: activeRun && {
      ...activeRun,
      progress: core.progress.of(activeRun.id),
      reason: core.reasonOf({ ...activeRun, process, scheduleSeq: row.seq }),
    },
  };
}
