import { rankOf } from '../../queue/rank.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Log } from '../../log.ts';
import type { RunPacks } from '../../store/packs/run-packs.ts';
import type { NewRun, StoredRun, Taking } from '../../store/stored-run.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../../clock.ts';
import type { Announcements } from './announcements.ts';
import type { DatabaseReach } from './database-reach.ts';
import type { DiskRoom } from './disk-room.ts';
import type { Elsewhere, KeptEnds } from './elsewhere.ts';
import type { ComputerResources } from './computer-resources.ts';
import type { CheckFollowUps } from './follow-up-ask.ts';
import type { LookBook } from './look-book.ts';
import type { ProgressBook } from './progress-book.ts';
import type { OauthTokens } from '../../messages/channels/oauth-token.ts';
import type { VaultAccess } from './vault-access.ts';
import type { ValueFiles } from './value-files.ts';

/** The parts of a run that its reason depends on. */
export type ReasonedRun = Pick<StoredRun, 'id' | 'status' | 'process' | 'reason' | 'scheduleSeq' | 'target'>;

/** The shared dependencies of all parts of the engine. */
export interface EngineContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly announcements: Announcements;
  readonly progress: ProgressBook;
  readonly room: DiskRoom;
  readonly reach: DatabaseReach;
  readonly files: ValueFiles;
  readonly resources: ComputerResources;
  /** Files of runs on other computers; null where this is the only one. */
  readonly elsewhere: Elsewhere | null;
  /** Where the database may be away; null where it is a file beside. */
  readonly keptEnds: KeptEnds | null;
  readonly newId: () => string;
  readonly settings: () => Settings;
  readonly workerId: () => string;
  /** This worker as the one that takes a run of a process, within the limits of the process and of the run's group. */
  readonly taking: (process: RpaProcess, at: number, target: string | null) => Taking;
  /** Whom this worker takes runs for, as they are stored. */
  readonly targets: () => readonly string[];
  /** The target of a run whose schedule names this worker or group; null = anybody. */
  readonly targetOf: (named: string | null) => string | null;
  /** The system is ending the user's session: runs that stop now stop because of that. */
  readonly isSessionEnding: () => boolean;
  /** For how many seconds nobody has used mouse and keyboard; null if this computer cannot tell, which never counts as idle. */
  readonly idleSeconds: () => Promise<number | null>;
  /** A picture of the screen as JPEG, at most so many px wide; null where there is no way to take one. Rejects with the reason. */
  readonly takeScreen: ((widest?: number) => Promise<Uint8Array>) | null;
  /** A run's reason as a person sees it: for a queued one, why it waits. */
  readonly reasonOf: (run: ReasonedRun) => Reason | null;
  /** The same for programs: for a queued one, why it waits if not for the queue alone. */
  readonly holdOf: (run: ReasonedRun) => Reason | null;
  /** The definition by its exact name; null if it was deleted. */
  readonly processOf: (name: string) => RpaProcess | null;
  /** Decrypts the secrets among values; `sealValues` encrypts them. */
  readonly openValues: (sealed: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  readonly sealValues: (
    process: RpaProcess,
    values: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
  readonly checkFollowUps: CheckFollowUps;
  /** Which new runs wait for conditions. */
  readonly lookBook: LookBook;
  /** What starts ask of the vault. */
  readonly vault: VaultAccess;
  /** Tokens with which mailboxes are opened. */
  readonly mailTokens: OauthTokens;
  /** The folder of a run's logs and artifacts. */
  readonly runFolder: (run: { readonly id: string; readonly queuedAt: number }) => string;
  /** The archived files of ended runs. */
  readonly packs: RunPacks;
}

/** A new queued run with the usual fields. */
export function newRun(
  core: EngineContext,
  facts: Pick<NewRun, 'process' | 'trigger' | 'starter' | 'startedBy' | 'dueAt'> &
    Partial<Omit<NewRun, 'target'>> & {
      readonly options: ScheduleOptions;
      readonly isHead?: boolean;
      /** Its conditions were given with it: it waits for them, whoever started it. */
      readonly isAskedToWait?: boolean;
      /** The worker or group that its schedule names. */
      readonly named: string | null;
    },
): NewRun {
  const { options, isHead, isAskedToWait = false, named, ...own } = facts;
  const at = own.at ?? core.clock.now();
  const looks = own.ended ? null : core.lookBook.looksOf(options.conditions, { ...own, at }, isAskedToWait);
  return {
    ...(looks && { looks }),
    id: core.newId(),
    at,
    maxAttempts: 1 + options.retryCount,
    rank: rankOf(options, isHead ?? false),
    expiresAt:
      own.trigger === 'schedule' && options.notLaterThanSeconds !== null
        ? own.dueAt + options.notLaterThanSeconds * 1000
        : null,
    input: null,
    rerunOf: null,
    worker: core.workerId(),
    target: core.targetOf(named),
    ended: null,
    ...own,
  };
}

/** Called when a run is over, whatever its outcome. */
export type RunEnded = (run: StoredRun) => void;
