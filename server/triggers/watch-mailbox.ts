import type { ImapFlow } from 'imapflow';
import { RotaError } from '../../contract/errors.ts';
import type { MailTrigger } from '../../contract/mail-trigger.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { mailboxOf, openMailbox, uidsFrom } from '../mailbox/mail-connection.ts';
import type { MailLogin } from '../mailbox/mail-login.ts';
import { mailProblem, passwordProblem, type MailProblem } from '../mailbox/mail-problem.ts';
import { forgetOld } from './forget-old.ts';
import { lookAgain, type Looked } from './look-again.ts';
import { createMailArrivals, type ArrivedMail, type MailArrivalDeps } from './mail-arrivals.ts';
import { putAway } from './mail-done.ts';
import { OwnTrouble, ownStore, type MailStore } from './own-trouble.ts';
import type { TriggerWatch } from './trigger-watch.ts';

export interface WatchMailboxDeps {
  readonly trigger: MailTrigger;
  readonly schedule: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: MailStore;
  /** Throws RotaError, NoToken. */
  readonly login: () => Promise<MailLogin>;
  /** Stores the run of a mail, once: whether it made one; null if the schedule is not what it was. */
  readonly start: (mail: ArrivedMail) => Promise<boolean | null>;
  /** A sweep that is done no more than once a day. */
  readonly sweeping: (sweep: () => Promise<void>) => () => Promise<void>;
  /** What keeps it from looking, or from putting mails away; null once it can again. */
  readonly tell: (what: 'look' | 'move', problem: Translatable | null) => void;
}

/** What the server tells in this time is looked at together. */
const togetherMs = 200;
/** A line that broke off is nothing to tell of before it has failed so many times in a row. */
const patience = 2;
const firstWaitMs = 1000;
const longestWaitMs = 5 * 60_000;
const firstLoginWaitMs = 60_000;
const longestLoginWaitMs = 30 * 60_000;

/** Looks at a folder of a mailbox when its server tells of mail, and every so often whatever it tells. */
export function watchMailbox(deps: WatchMailboxDeps): TriggerWatch {
  const { trigger, schedule, clock } = deps;
  const store = ownStore(deps.store);
  let isStopped = false;
  let failures = 0;
  const scene = { trigger, schedule, clock, store, isStopped: () => isStopped };
  const arrivals = createMailArrivals({ ...scene, start: deps.start });
  const line = createLine(deps, (ms) => looks.lookIn(ms));
  const sweep = deps.sweeping(async () => forgetMails(await line.open(), scene));

  async function once(): Promise<Looked> {
    try {
      const client = await line.open();
      const found = await arrivals.look(client);
      deps.tell('look', null);
      deps.tell('move', await putAway(client, scene));
      await sweep();
      failures = 0;
      // Until the next command; a server that cannot tell is looked at every so often.
      client.idle().catch(() => {});
      const look = { ...found, waiting: 0, problem: null };
      return { look, waitMs: trigger.lookSeconds * 1000, askedMs: togetherMs };
    } catch (error) {
      line.leave();
      failures += 1;
      return failed(error);
    }
  }

  function failed(error: unknown): Looked {
    const found = problemOf(error, trigger);
    if (isStopped) return looked(notLooked, 0);
    if (found === null) deps.log.warn('a mailbox could not be looked at', { error });
    else if (found.isLasting || failures > patience) deps.tell('look', found.sentence);
    const [first, longest] =
      found?.isLogin === true ? [firstLoginWaitMs, longestLoginWaitMs] : [firstWaitMs, longestWaitMs];
    return looked(found?.sentence ?? notLooked, Math.min(longest, first * 2 ** (failures - 1)));
  }

  const looks = lookAgain(clock, once);
  return {
    lookNow: looks.lookNow,
    ended() {
      // While its server is away it is tried again in its own time.
      if (line.isOpen() || looks.isLooking()) looks.lookIn(togetherMs);
    },
    async stop() {
      isStopped = true;
      line.leave();
      await looks.stop();
      line.leave();
    },
  };
}

/** After a failure nothing makes it look sooner. */
const looked = (problem: Translatable, waitMs: number): Looked => ({
  ...{ look: { started: 0, waiting: 0, others: 0, problem }, waitMs, askedMs: waitMs },
});

/** The connection to the mail server: another one after each that was lost. */
function createLine({ trigger, login }: WatchMailboxDeps, lookIn: (ms: number) => void) {
  let client: ImapFlow | null = null;
  let opening: ImapFlow | null = null;

  async function given(): Promise<MailLogin> {
    try {
      return await login();
    } catch (error) {
      throw error instanceof RotaError ? new NoPassword(error) : error;
    }
  }

  return {
    isOpen: () => client !== null,
    async open(): Promise<ImapFlow> {
      if (client !== null) return client;
      const opened = await openMailbox(trigger, await given(), {
        opening: (one) => (opening = one),
        news: () => lookIn(togetherMs),
        closed() {
          if (client !== opened) return;
          client = null;
          lookIn(firstWaitMs);
        },
      });
      [client, opening] = [opened, null];
      return opened;
    },
    leave(): void {
      const left = [client, opening];
      client = null;
      for (const one of left) one?.close();
    },
  };
}

/** Takes away the marks of mails that have been gone for long; after all mails were numbered anew it cannot be said of older ones. */
async function forgetMails(
  client: ImapFlow,
  { trigger, schedule, store, clock, isStopped }: Omit<MailArrivalDeps, 'start'> & { readonly store: MailStore },
): Promise<void> {
  const validity = mailboxOf(client).uidValidity.toString();
  const present = new Set(await uidsFrom(client, 1));
  await forgetOld(trigger.id, schedule, { store, clock }, isStopped, ({ stamp }) => {
    const [known, uid] = stamp.split(':');
    return Promise.resolve(known === validity ? present.has(Number(uid)) : null);
  });
}

const notLooked = said`The mailbox could not be looked at now: the log of Rota says why.`;

/** The vault does not give the password. */
class NoPassword extends Error {
  readonly why: RotaError;

  constructor(why: RotaError) {
    super(why.message);
    this.why = why;
  }
}

function problemOf(error: unknown, trigger: MailTrigger): MailProblem | null {
  if (error instanceof NoPassword) return passwordProblem(error.why);
  return error instanceof OwnTrouble || error instanceof RotaError ? null : mailProblem(error, trigger);
}
