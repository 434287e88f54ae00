import { isLookedFor } from '../../contract/looked-for.ts';
import type { RemoteTrigger } from '../../contract/remote-trigger.ts';
import type { MailTrigger } from '../../contract/mail-trigger.ts';
import type { FileTrigger, ScheduleTrigger, TriggerLook } from '../../contract/triggers.ts';
import type { Translatable } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { MailLogin } from '../mailbox/mail-login.ts';
import type { StoredSchedule } from '../store/stored-schedule.ts';
import type { TriggerStore } from '../store/trigger-store.ts';
import { createArrivals, type Arrived } from './arrivals.ts';
import { forgetOld } from './forget-old.ts';
import type { ArrivedMail } from './mail-arrivals.ts';
import { moveDone } from './move-done.ts';
import type { TriggerWatch } from './trigger-watch.ts';
import type { ArrivedRemote } from './remote-arrivals.ts';
import { watchFolder } from './watch-folder.ts';
import { watchMailbox } from './watch-mailbox.ts';
import { watchRemote } from './watch-remote.ts';

export interface WatchDeps {
  readonly store: TriggerStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Stores a run for each file, once; false if the schedule is not what it was. */
  readonly arrived: (schedule: StoredSchedule, trigger: FileTrigger, files: readonly Arrived[]) => Promise<boolean>;
  /** Stores the run of a mail, once; whether it made one, null if the schedule is not what it was. */
  readonly mailArrived: (schedule: StoredSchedule, trigger: MailTrigger, mail: ArrivedMail) => Promise<boolean | null>;
  /** The same of a file of a server. */
  readonly remoteArrived: (
    schedule: StoredSchedule,
    trigger: RemoteTrigger,
    file: ArrivedRemote,
  ) => Promise<boolean | null>;
  /** A text with references to the vault, filled in for the schedule's owner. Throws RotaError. */
  readonly openSecret: (schedule: StoredSchedule, text: string) => string;
  /** How a mailbox is opened for the schedule's owner. Throws RotaError, NoToken. */
  readonly mailLogin: (schedule: StoredSchedule, box: MailTrigger) => Promise<MailLogin>;
  /** Shows a problem of a trigger to people, or takes it back. */
  readonly tell: (schedule: StoredSchedule, trigger: string, problem: Translatable | null) => void;
}

export interface Watched {
  readonly version: number;
  ended(): void;
  lookNow(): Promise<TriggerLook[]>;
  /** `isOver`: it is watched no more, or in another version; else Rota ends. */
  stop(isOver: boolean): Promise<void>;
}

type WatchedTrigger = FileTrigger | MailTrigger | RemoteTrigger;

/** Whether something is looked at for a trigger, again and again. */
export const isWatched = (trigger: ScheduleTrigger): trigger is WatchedTrigger => isLookedFor(trigger);

/** How often it is looked whether marks are of files that are long gone. */
const sweepEveryMs = 24 * 3_600_000;

/** Everything that is watched for one schedule, as it is in this version. */
export function watchSchedule(schedule: StoredSchedule, deps: WatchDeps, reread: () => void): Watched {
  const triggers = (schedule.options.triggers ?? []).filter(isWatched);
  /** What people were told last, null for nothing; absent: an older version may have told something. */
  const told = new Map<string, string | null>();
  let isStopped = false;

  /** One that is told of already is not told of again; looking and moving have problems of their own. */
  function tell(trigger: string, what: 'look' | 'move', problem: Translatable | null): void {
    const key = `${trigger}/${what}`;
    const words = problem === null ? null : JSON.stringify(problem);
    if (told.get(key) === words) return;
    told.set(key, words);
    deps.tell(schedule, key, problem);
  }

  const scene: Scene = { schedule, deps, tell, reread, isStopped: () => isStopped };
  const moving = createMoving(scene);
  const watches = triggers.map((trigger) => ({
    trigger,
    watch: watchOf(trigger, scene, moving.move),
  }));

  return {
    version: schedule.version,
    ended: () => watches.forEach(({ watch }) => watch.ended()),
    lookNow: () =>
      Promise.all(
        watches.map(async ({ trigger, watch }) => ({
          ...{ trigger: trigger.id, kind: trigger.kind },
          ...(await watch.lookNow()),
        })),
      ),
    async stop(isOver) {
      isStopped = true;
      await Promise.all(watches.map(({ watch }) => watch.stop()));
      await moving.settled();
      if (isOver) for (const [key, words] of told) if (words !== null) deps.tell(schedule, key, null);
    },
  };
}

/** What the watches of one schedule share. */
interface Scene {
  readonly schedule: StoredSchedule;
  readonly deps: WatchDeps;
  readonly tell: (trigger: string, what: 'look' | 'move', problem: Translatable | null) => void;
  readonly reread: () => void;
  readonly isStopped: () => boolean;
}

/** Moves the files whose runs are over: one pass for all triggers of a schedule. */
function createMoving({ schedule, deps, tell, isStopped }: Scene) {
  const triggers = schedule.options.triggers ?? [];
  let moving: Promise<void> | null = null;
  let isAsked = false;

  async function moveAll(): Promise<void> {
    do {
      isAsked = false;
      const problems = await moveDone({ store: deps.store, schedule: schedule.seq, triggers, isStopped });
      for (const { id, kind } of triggers) if (kind === 'file') tell(id, 'move', problems.get(id) ?? null);
    } while (isAsked && !isStopped());
  }

  return {
    move: (): void => {
      isAsked = true;
      if (isStopped() || moving !== null) return;
      moving = moveAll()
        .catch((error: unknown) => deps.log.warn('files could not be moved after their runs', { error }))
        .finally(() => (moving = null));
    },
    settled: async () => void (await moving),
  };
}

function watchOf(trigger: WatchedTrigger, scene: Scene, move: () => void): TriggerWatch {
  switch (trigger.kind) {
    case 'file':
      return watchFiles(trigger, scene, move);
    case 'mail':
      return watchMails(trigger, scene);
    case 'sftp':
    case 'ftp':
      return watchServer(trigger, scene);
  }
}

function watchFiles(trigger: FileTrigger, scene: Scene, move: () => void): TriggerWatch {
  const { schedule, deps, isStopped } = scene;
  const { clock, store, log } = deps;
  const sweep = createSweep(clock, () => forgetOld(trigger.id, schedule.seq, deps, isStopped));
  const arrivals = createArrivals({
    ...{ trigger, schedule: schedule.seq, clock, store, isStopped },
    async start(files) {
      const isStored = await deps.arrived(schedule, trigger, files);
      if (!isStored) scene.reread();
      return isStored;
    },
  });
  const folder = watchFolder({
    ...{ trigger, clock, log },
    async look(onFolder) {
      const found = await arrivals.look(onFolder);
      await sweep();
      move();
      return found;
    },
    tell: (problem) => scene.tell(trigger.id, 'look', problem),
  });
  return { ...folder, ended: move };
}

function watchMails(trigger: MailTrigger, scene: Scene): TriggerWatch {
  const { schedule, deps } = scene;
  return watchMailbox({
    ...{ trigger, schedule: schedule.seq, clock: deps.clock, log: deps.log, store: deps.store },
    login: () => deps.mailLogin(schedule, trigger),
    async start(mail) {
      const isMade = await deps.mailArrived(schedule, trigger, mail);
      if (isMade === null) scene.reread();
      return isMade;
    },
    sweeping: (sweep) => createSweep(deps.clock, sweep),
    tell: (what, problem) => scene.tell(trigger.id, what, problem),
  });
}

function watchServer(trigger: RemoteTrigger, scene: Scene): TriggerWatch {
  const { schedule, deps } = scene;
  return watchRemote({
    ...{ trigger, schedule: schedule.seq, clock: deps.clock, log: deps.log, store: deps.store },
    openSecret: (reference) => deps.openSecret(schedule, reference),
    async start(file) {
      const isMade = await deps.remoteArrived(schedule, trigger, file);
      if (isMade === null) scene.reread();
      return isMade;
    },
    sweeping: (sweep) => createSweep(deps.clock, sweep),
    tell: (what, problem) => scene.tell(trigger.id, what, problem),
  });
}

/** Done at once, and then no more than once a day. */
function createSweep(clock: Clock, sweep: () => Promise<void>): () => Promise<void> {
  let sweptAt: number | null = null;
  return async () => {
    if (sweptAt !== null && clock.monotonic() - sweptAt < sweepEveryMs) return;
    sweptAt = clock.monotonic();
    await sweep();
  };
}
