import type { Condition } from '../../contract/conditions.ts';
import type { Mailbox } from '../../contract/mailbox.ts';
import { said } from '../../contract/translatable.ts';
import { pause, type Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { MailLogin } from '../mailbox/mail-login.ts';
import { unknown, type Look, type LookFrom } from './look.ts';
import { createStillFiles, lookAtFile } from './look-at-file.ts';
import { lookAtIdle } from './look-at-idle.ts';
import { createLookAtMail } from './look-at-mail.ts';
import { lookAtPort } from './look-at-port.ts';
import { lookAtProgram } from './look-at-program.ts';
import { lookAtSchedule, type LastToday } from './look-at-schedule.ts';
import { lookAtUrl } from './look-at-url.ts';
import { createLookLine } from './look-line.ts';

export interface ConditionDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** The file names of all programs that run; null if the system does not tell. */
  readonly programNames: () => Promise<ReadonlySet<string> | null>;
  /** How long nobody has used mouse and keyboard; null where that is not known. */
  readonly idleSeconds: () => Promise<number | null>;
  /** Of a schedule by its ID or name, today in a zone. */
  readonly lastToday: (schedule: string, timezone: string) => Promise<LastToday>;
}

/** For whom a condition is looked at. */
export interface LookFor {
  /** Of "today". */
  readonly timezone: string;
  readonly mayReachInside: boolean;
  /** When the day began in which the run was due, epoch ms. */
  readonly dayFrom: number;
  /** Who asks the vault; two with other keys share no look. */
  readonly asker: {
    readonly key: string;
    /** Throws RotaError, NoToken. */
    readonly mailLogin: (box: Mailbox, signal: AbortSignal) => Promise<MailLogin>;
  };
}

/** What a condition's `holds` says, after its `not`; what cannot be found out does not hold. */
export interface Held {
  readonly holds: boolean;
  readonly seen: Look['seen'];
  readonly againInSeconds?: number;
}

export interface Conditions {
  /**
   * Looks at a condition once. The same one is looked at once for all who ask in the same second. Answers within some seconds and never
   * rejects.
   */
  look(condition: Condition, of: LookFor): Promise<Held>;
  /** Breaks off what is under way: whoever asked is answered at once. */
  close(): void;
}

/** How long one look may take. */
export const lookMs = 10_000;

export function createConditions(deps: ConditionDeps): Conditions {
  const { clock } = deps;
  const still = createStillFiles(() => clock.monotonic());
  const closing = new AbortController();
  const lookAtMail = createLookAtMail(() => clock.monotonic());
  const line = createLookLine({ monotonic: () => clock.monotonic() });

  async function within(condition: Condition, of: LookFor): Promise<Look> {
    const limit = new AbortController();
    const cancel = clock.after(lookMs, () => limit.abort());
    const from = { signal: AbortSignal.any([limit.signal, closing.signal]), mayReachInside: of.mayReachInside };
    try {
      return await lookAt(condition, from, of);
    } catch (error) {
      if (!closing.signal.aborted) deps.log.warn('a condition could not be looked at', { kind: condition.kind, error });
      return unknown(said`it could not be looked at: Rota's log says why`);
    } finally {
      cancel();
    }
  }

  function lookAt(condition: Condition, from: LookFrom, { timezone, dayFrom, asker }: LookFor): Promise<Look> {
    switch (condition.kind) {
      case 'file':
        return lookAtFile(condition, still, from.signal);
      case 'port':
        return lookAtPort(condition, from);
      case 'url':
        return lookAtUrl(condition, from);
      case 'program':
        return lookAtProgram(condition, deps.programNames);
      case 'schedule':
        return lookAtSchedule(condition, (schedule) => deps.lastToday(schedule, timezone));
      case 'idle':
        return lookAtIdle(condition, deps.idleSeconds);
      case 'mail':
        return lookAtMail(condition, { signal: from.signal, now: clock.now(), dayFrom, login: asker.mailLogin });
    }
  }

  /** A drive that is gone may keep a look for minutes: who asked does not wait for it, and nobody begins another one. */
  async function inTime(look: Promise<Look>): Promise<Look> {
    const done = new AbortController();
    const inVain = pause(clock, lookMs + 1_000, AbortSignal.any([closing.signal, done.signal]));
    const answer = await Promise.race([look, inVain]);
    done.abort();
    return answer ?? unknown(said`it does not answer`);
  }

  return {
    close: () => closing.abort(),
    async look(condition, of) {
      const key = keyOf(condition, of);
      const { isTrue, ...rest } = await inTime(line.look(key, () => within(condition, of)));
      const isNot = 'not' in condition && condition.not;
      return { ...rest, holds: isTrue !== null && isTrue !== isNot };
    },
  };
}

/** Who asks the same gets the same answer; what a kind does not look at keeps nobody apart. */
function keyOf(condition: Condition, { timezone, mayReachInside, dayFrom, asker }: LookFor): string {
  const whose = condition.kind === 'mail' ? [dayFrom, asker.key] : [timezone, mayReachInside];
  return JSON.stringify([condition, ...whose]);
}
