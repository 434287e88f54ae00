import type { Reason } from '../../contract/reasons.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import type { ScheduleTrigger } from '../../contract/triggers.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { StoredSchedule } from '../store/stored-schedule.ts';
import type { TriggerStore } from '../store/trigger-store.ts';
import { createIdleLook } from './idle-look.ts';
import { createLogonLook } from './logon-look.ts';
import type { Watched } from './session-watched.ts';

/** What this computer tells of who sits in front of it; null where it cannot tell. */
export interface SessionFacts {
  readonly logons: () => Promise<readonly { readonly id: string; readonly who: string }[] | null>;
  readonly idleSeconds: () => Promise<number | null>;
  /** Whether it is told when a screen is unlocked. */
  readonly tellsUnlock: boolean;
}

export interface SessionWatchDeps {
  readonly facts: SessionFacts;
  readonly store: Pick<TriggerStore, 'known' | 'mark' | 'old' | 'forget'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Stores a run and the mark under which it is known, once. */
  readonly bySession: (
    schedule: StoredSchedule,
    trigger: ScheduleTrigger,
    key: string,
    reason: Reason,
  ) => Promise<void>;
  readonly tell: (schedule: StoredSchedule, trigger: string, problem: Translatable | null) => void;
}

export interface SessionWatch {
  /** The schedules that are watched from now on. */
  update(schedules: readonly StoredSchedule[]): void;
  /** The screen was unlocked. */
  unlocked(): void;
  stop(): Promise<void>;
}

const lookEveryMs = 15_000;

const problems: Readonly<Record<'logon' | 'unlock' | 'idle', Translatable>> = {
  logon: said`This computer does not tell who logs on: Rota finds neither loginctl nor who there, or runs as a service of Windows.`,
  unlock: said`Only the desktop app learns when the screen is unlocked: start Rota as the desktop app on this computer.`,
  idle: said`This computer does not tell for how long nobody has used it: start Rota as the desktop app, or in a desktop session that says so.`,
};

const watchedIn = (schedules: readonly StoredSchedule[]): Watched[] =>
  schedules.flatMap((schedule) =>
    (schedule.options.triggers ?? []).flatMap((trigger) =>
      trigger.enabled && (trigger.kind === 'logon' || trigger.kind === 'unlock' || trigger.kind === 'idle')
        ? [{ schedule, trigger }]
        : [],
    ),
  );

/** Watches for logons, unlocked screens and idle desktops. Looks only while a schedule asks for it. */
export function createSessionWatch(deps: SessionWatchDeps): SessionWatch {
  const { facts, clock, log } = deps;
  let watched: readonly Watched[] = [];
  let next: (() => void) | null = null;
  let looking: Promise<void> = Promise.resolve();
  let isStopped = false;
  const tell = createTelling(deps.tell);
  const starting = createDelays(deps, () => isStopped);
  const logons = createLogonLook({ ...deps, startLater: (...start) => starting.later(...start) });
  const idle = createIdleLook(clock, (one, key, reason) =>
    isStopped ? Promise.resolve() : deps.bySession(one.schedule, one.trigger, key, reason),
  );
  const of = (kind: Watched['trigger']['kind']) => watched.filter(({ trigger }) => trigger.kind === kind);

  async function look(): Promise<void> {
    const [forLogons, forIdle] = [of('logon'), of('idle')];
    if (forLogons.length > 0) {
      const present = await facts.logons();
      for (const one of forLogons) tell.about(one, present === null);
      if (present !== null) await logons.look(forLogons, present);
    }
    if (forIdle.length > 0) {
      const seconds = await facts.idleSeconds();
      for (const one of forIdle) tell.about(one, seconds === null);
      if (seconds !== null) await idle.look(forIdle, seconds);
    }
  }

  const needsLooks = () => !isStopped && watched.some(({ trigger }) => trigger.kind !== 'unlock');
  function lookIn(ms: number): void {
    next = clock.after(ms, () => {
      looking = look()
        .catch((error: unknown) => log.warn('it could not be looked who sits at the computer', { error }))
        .finally(() => {
          next = null;
          if (needsLooks()) lookIn(lookEveryMs);
        });
    });
  }

  return {
    update(schedules) {
      watched = watchedIn(schedules);
      tell.only(watched);
      for (const one of of('unlock')) tell.about(one, !facts.tellsUnlock);
      if (next === null && needsLooks()) lookIn(0);
    },
    unlocked() {
      const at = clock.now();
      for (const one of of('unlock')) starting.later(one, `unlock-${at}`, { code: 'unlocked', params: { at } });
    },
    async stop() {
      isStopped = true;
      next?.();
      starting.stop();
      await looking;
    },
  };
}

/** Tells that a computer cannot tell, and takes it back, once each. */
function createTelling(tell: SessionWatchDeps['tell']) {
  const told = new Map<string, { readonly one: Watched; readonly isProblem: boolean }>();
  const keyOf = ({ schedule, trigger }: Watched) => `${schedule.id}/${trigger.id}`;
  function about(one: Watched, isProblem: boolean): void {
    // An older Rota may have told something, so the first word is always said.
    if (told.get(keyOf(one))?.isProblem === isProblem) return;
    told.set(keyOf(one), { one, isProblem });
    tell(one.schedule, `${one.trigger.id}/session`, isProblem ? problems[one.trigger.kind] : null);
  }
  return {
    about,
    /** Takes back what was told of others. */
    only(watched: readonly Watched[]): void {
      const present = new Set(watched.map(keyOf));
      for (const [key, { one }] of told)
        if (!present.has(key)) {
          about(one, false);
          told.delete(key);
        }
    },
  };
}

/** Starts after the delay of the trigger; once for each key, however often it is asked for meanwhile. */
function createDelays({ clock, log, bySession }: SessionWatchDeps, isStopped: () => boolean) {
  const waiting = new Map<string, () => void>();
  return {
    later({ schedule, trigger }: Watched, key: string, reason: Reason): void {
      const name = `${schedule.id}/${trigger.id}/${key}`;
      if (waiting.has(name)) return;
      const start = () => {
        if (isStopped()) return;
        bySession(schedule, trigger, key, reason)
          .catch((error: unknown) =>
            log.error('a run of a session could not be stored', { schedule: schedule.id, error }),
          )
          .finally(() => waiting.delete(name));
      };
      waiting.set(name, clock.after('delaySeconds' in trigger ? trigger.delaySeconds * 1000 : 0, start));
    },
    stop(): void {
      for (const cancel of waiting.values()) cancel();
    },
  };
}
