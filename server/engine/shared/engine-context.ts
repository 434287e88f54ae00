import { rankOf } from '../../queue/rank.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Log } from '../../log.ts';
import type { RunPacks } from '../../store/packs/run-packs.ts';
import type { NewRun, StoredRun } from '../../store/stored-run.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../../clock.ts';
import type { Announcements } from './announcements.ts';
import type { DiskRoom } from './disk-room.ts';
import type { Means } from './means.ts';
import type { ProgressBook } from './progress-book.ts';
import type { ValueFiles } from './value-files.ts';

/** What the reason of a run is made of. */
export type ReasonedRun = Pick<StoredRun, 'id' | 'status' | 'process' | 'reason' | 'scheduleSeq'>;

/** What every part of the engine stands on. */
export interface EngineContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly live: Announcements;
  readonly progress: ProgressBook;
  readonly room: DiskRoom;
  readonly files: ValueFiles;
  readonly means: Means;
  readonly newId: () => string;
  readonly settings: () => Settings;
  readonly workerId: () => string;
  /** The system ends the session of Rota's user: what is stopped now is stopped for that. */
  readonly isSessionEnding: () => boolean;
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
  /** What is left of folders whose runs have ended. */
  readonly packs: RunPacks;
}

/** A new queued run with what most runs share. */
export function newRun(
  core: EngineContext,
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
