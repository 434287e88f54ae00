import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import type { MailCondition } from '../../contract/conditions.ts';
import { RotaError } from '../../contract/errors.ts';
import type { Mailbox } from '../../contract/mailbox.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import { mailFilter } from '../domain/mail-filter.ts';
import { cutTo } from '../domain/message-text.ts';
import { openMailbox, uidsFrom } from '../mailbox/mail-connection.ts';
import { headOf } from '../mailbox/mail-head.ts';
import { NoToken, type MailLogin } from '../mailbox/mail-login.ts';
import { mailParts } from '../mailbox/mail-parts.ts';
import { mailProblem, type MailProblem } from '../mailbox/mail-problem.ts';
import { found, notFound, unknown, type Look } from './look.ts';

export interface LookAtMail {
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly now: number;
  /** When the day began in which the run was due, epoch ms. */
  readonly dayFrom: number;
  /** Throws RotaError, NoToken. */
  readonly login: (box: Mailbox, signal: AbortSignal) => Promise<MailLogin>;
}

const aSlice = 100;
/** A folder with more mails of that time is not read to its end. */
const mostMails = 5_000;
const hourMs = 3_600_000;
/** IMAP searches by days, in the zone of its server. */
const aDayAndMore = 26 * hourMs;
const mostOfSubject = 100;
const firstWaitMs = 60_000;
const longestWaitMs = 30 * 60_000;
const mostRemembered = 1_000;

interface Refusal {
  readonly until: number;
  readonly waitMs: number;
  readonly seen: Translatable;
}

/** Looks whether a mail is there; it marks and moves none. A refused login is not tried at every look: servers lock mailboxes. */
export function createLookAtMail(monotonic: () => number) {
  const refusals = new Map<string, Refusal>();

  function refused(key: string, seen: Translatable): Look {
    const waitMs = Math.min(longestWaitMs, (refusals.get(key)?.waitMs ?? firstWaitMs / 2) * 2);
    if (refusals.size >= mostRemembered) refusals.clear();
    refusals.set(key, { until: monotonic() + waitMs, waitMs, seen });
    return unknown(seen);
  }

  return async function lookAtMail(condition: MailCondition, from: LookAtMail): Promise<Look> {
    let key = keyOf(condition, null);
    const before = refusals.get(key);
    if (before !== undefined && before.until > monotonic()) return unknown(before.seen);
    try {
      const login = await from.login(condition, from.signal);
      if (login.kind === 'password') {
        // Another password is tried at once.
        key = keyOf(condition, login.password);
        const last = refusals.get(key);
        if (last !== undefined && last.until > monotonic()) return unknown(last.seen);
      }
      const look = await lookInto(condition, login, from);
      refusals.delete(key);
      return look;
    } catch (error) {
      if (error instanceof RotaError) return unknown(notGiven(error));
      if (from.signal.aborted) return unknown(said`${placeOf(condition)} did not answer in time`);
      const problem = mailProblem(error, condition);
      if (problem === null) throw error;
      const seen = seenOf(problem, condition);
      return problem.isLogin && !(error instanceof NoToken) ? refused(key, seen) : unknown(seen);
    }
  };
}

const placeOf = ({ host, port }: MailCondition): string => `${host}:${port}`;

/** Of a login with a token the settings are enough: the token is another one each time. */
const keyOf = ({ host, port, user, oauth2 = null }: MailCondition, password: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify([host, port, user, oauth2, password]))
    .digest('base64url');

function notGiven(error: RotaError): Translatable {
  const [first] = error.details;
  return said`the password cannot be taken from the vault: ${first?.said ?? first?.message ?? error.message}`;
}

const seenOf = ({ isLogin, sentence }: MailProblem, condition: MailCondition): Translatable =>
  isLogin && (condition.oauth2 ?? null) === null
    ? said`${placeOf(condition)} refuses the login of ${condition.user}: correct the password in the vault`
    : said`the mailbox of ${condition.user} cannot be looked at: ${sentence}`;

async function lookInto(condition: MailCondition, login: MailLogin, from: LookAtMail): Promise<Look> {
  const { folder, user, since, hours } = condition;
  const { signal } = from;
  const earliest = since === 'day' ? from.dayFrom : from.now - hours * hourMs;
  let client: ImapFlow | null = null;
  const close = () => client?.close();
  signal.addEventListener('abort', close);
  const nothing = () => {};
  try {
    const opened = await openMailbox(condition, login, {
      opening: (one) => {
        client = one;
        if (signal.aborted) close();
      },
      ...{ news: nothing, closed: nothing, isReadOnly: true },
    });
    const subject = await latest(opened, condition, earliest);
    if (subject !== null) return found(said`“${cutTo(subject, mostOfSubject)}” is in ${folder} of ${user}`);
    return notFound(
      since === 'day'
        ? said`no mail that matches has come into ${folder} of ${user} on the day of the run`
        : said`no mail that matches has come into ${folder} of ${user} in the last ${hours} h`,
    );
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** The subject of the latest mail that is meant; null if there is none. */
async function latest(client: ImapFlow, condition: MailCondition, earliest: number): Promise<string | null> {
  const isMeant = mailFilter(condition);
  const hasFile = condition.attachment !== '';
  const uids = (await uidsFrom(client, 1, { since: new Date(earliest - aDayAndMore) }))
    .toReversed()
    .slice(0, mostMails);
  for (let at = 0; at < uids.length; at += aSlice) {
    const asked = { uid: true, envelope: true, internalDate: true, bodyStructure: hasFile } as const;
    const mails = await client.fetchAll(uids.slice(at, at + aSlice), asked, { uid: true });
    for (const mail of mails.toSorted((one, other) => other.uid - one.uid)) {
      const came = mail.internalDate === undefined ? NaN : new Date(mail.internalDate).getTime();
      if (!(came >= earliest)) continue;
      const files = hasFile ? mailParts(mail.bodyStructure).files.map(({ name }) => name) : [];
      const head = headOf(mail);
      if (isMeant({ ...head, files }) !== null) return head.subject;
    }
  }
  return null;
}
