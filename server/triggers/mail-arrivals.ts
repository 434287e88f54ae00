import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { MailTrigger } from '../../contract/mail-trigger.ts';
import type { Clock } from '../clock.ts';
import { htmlText } from '../domain/html-text.ts';
import { mailFilter } from '../domain/mail-filter.ts';
import { cutTo } from '../domain/message-text.ts';
import { LineCut, mailboxOf, uidsFrom } from '../mailbox/mail-connection.ts';
import { headOf } from '../mailbox/mail-head.ts';
import { mailParts, type MailFile, type MailParts } from '../mailbox/mail-parts.ts';
import type { Mark, TriggerStore } from '../store/trigger-store.ts';

/** A mail that is meant, and of which there was no run when it was looked. */
export interface ArrivedMail {
  /** The key of its mark: the same mail has it also in another folder, and after its server was set up anew. */
  readonly key: string;
  /** Where it is: `uidValidity:UID`. */
  readonly stamp: string;
  /** When its server received it, epoch ms. */
  readonly at: number;
  readonly messageId: string;
  readonly from: string;
  readonly subject: string;
  readonly files: readonly AttachedFile[];
  /** Its readable text, cut. Throws MailGone. */
  text(): Promise<string>;
  /** Whether the line to its server still stands: if not, it is no fault of the mail that it could not be read. */
  isReachable(): boolean;
}

export interface AttachedFile {
  /** As its sender wrote it: not safe as the name of a file. */
  readonly name: string;
  /** Its bytes, decoded. Throws MailGone. */
  open(): Promise<Readable>;
}

/** Somebody took the mail out of the folder meanwhile. */
export class MailGone extends Error {}

export interface MailArrivalDeps {
  readonly trigger: MailTrigger;
  readonly schedule: number;
  readonly clock: Clock;
  readonly store: Pick<TriggerStore, 'known' | 'mark' | 'place' | 'setPlace'>;
  /** Stores its run, once: whether it made one; null if the schedule is not what it was. */
  readonly start: (mail: ArrivedMail) => Promise<boolean | null>;
  readonly isStopped: () => boolean;
}

export interface MailLook {
  readonly started: number;
  /** Mails that came and are not meant. */
  readonly others: number;
}

/** So many mails are asked for at once. */
const aSlice = 100;
const mostOfText = 16_000;
const mostBytesOfText = 256 * 1024;

/** How far a mailbox was read. */
interface Place {
  readonly box: string;
  readonly filter: string;
  readonly validity: string;
  /** Mails with a smaller UID have been looked at. */
  readonly next: number;
}

const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** Looks at one folder of a mailbox, again and again. The marks in the database decide whether a mail has had its run. */
export function createMailArrivals(deps: MailArrivalDeps) {
  const { trigger, schedule, store, isStopped } = deps;
  const isMeant = mailFilter(trigger);
  let place: Place | null = null;

  async function lookAt(client: ImapFlow, uids: readonly number[], validity: string): Promise<MailLook | null> {
    const asked = { uid: true, envelope: true, size: true, internalDate: true, bodyStructure: true } as const;
    const mails = await client.fetchAll([...uids], asked, { uid: true });
    const meant = mails.flatMap((mail) => {
      const parts = mailParts(mail.bodyStructure);
      const head = { ...headOf(mail), files: parts.files.map(({ name }) => name) };
      const places = isMeant(head);
      return places === null ? [] : [arrived(client, mail, parts, places, validity)];
    });
    const known = new Set(
      await store.known(
        schedule,
        trigger.id,
        meant.map(({ key }) => key),
      ),
    );
    let started = 0;
    for (const mail of meant.toSorted((one, other) => one.at - other.at)) {
      if (known.has(mail.key)) continue;
      known.add(mail.key);
      if (isStopped()) return null;
      const isMade = await deps.start(mail).catch((error: unknown) => {
        if (error instanceof MailGone) return false;
        throw error;
      });
      if (isMade === null) return null;
      if (isMade) started += 1;
    }
    return { started, others: mails.length - meant.length };
  }

  return {
    /** Throws if it cannot look. */
    async look(client: ImapFlow): Promise<MailLook> {
      let [started, others] = [0, 0];
      place ??= await readPlace(deps);
      let now = await placeNow(client, place, deps);
      if (now === null) return { started, others };
      if (now !== place) await keep(now);
      for (const uids of slices(await uidsFrom(client, now.next))) {
        const found = await lookAt(client, uids, now.validity);
        if (found === null) break;
        started += found.started;
        others += found.others;
        now = { ...now, next: uids.at(-1)! + 1 };
        await keep(now);
      }
      return { started, others };
    },
  };

  async function keep(next: Place): Promise<void> {
    await store.setPlace(schedule, trigger.id, JSON.stringify(next));
    place = next;
  }
}

/** Where to go on reading, after whatever has changed since the place was kept; null if it is stopped in between. */
async function placeNow(client: ImapFlow, place: Place | null, deps: MailArrivalDeps): Promise<Place | null> {
  const { host, user, folder, from, subject, attachment, existing } = deps.trigger;
  const here = { box: digest([host, user, folder]), filter: digest([from, subject, attachment]) };
  const validity = mailboxOf(client).uidValidity.toString();
  const isSameBox = place?.box === here.box;
  const isSame = isSameBox && place.validity === validity;
  if (isSame && place.filter === here.filter) return place;
  // The server numbers its mails anew: they are all looked at again, and those that ran are known by what stands in them.
  if (existing || (isSameBox && place.filter === here.filter)) return { ...here, validity, next: 1 };
  const next = await markPresent(client, validity, isSame ? place.next : Infinity, deps);
  return next === null ? null : { ...here, validity, next };
}

/** What is there already makes no runs. Done again from the beginning if it was interrupted. Null if it is stopped in between. */
async function markPresent(
  client: ImapFlow,
  validity: string,
  before: number,
  { store, schedule, trigger, clock, isStopped }: MailArrivalDeps,
): Promise<number | null> {
  const uids = (await uidsFrom(client, 1)).filter((uid) => uid < before);
  for (const slice of slices(uids)) {
    if (isStopped()) return null;
    const mails = await client.fetchAll(slice, { uid: true, envelope: true, size: true }, { uid: true });
    const at = clock.now();
    const marks = mails.map((mail): Mark => ({ ...markOf(mail, validity), at, moves: false }));
    await store.mark(schedule, trigger.id, marks);
  }
  return before === Infinity ? (uids.at(-1) ?? 0) + 1 : before;
}

async function readPlace({ store, schedule, trigger }: MailArrivalDeps): Promise<Place | null> {
  const text = await store.place(schedule, trigger.id);
  if (text === null) return null;
  const { box, filter, validity, next } = JSON.parse(text) as Partial<Place>;
  return { box: String(box), filter: String(filter), validity: String(validity), next: Number(next) || 1 };
}

function* slices(uids: readonly number[]): Generator<number[]> {
  for (let from = 0; from < uids.length; from += aSlice) yield uids.slice(from, from + aSlice);
}

function markOf(mail: FetchMessageObject, validity: string): Pick<Mark, 'key' | 'path' | 'stamp'> {
  const { envelope, size, uid } = mail;
  const { date, messageId = '' } = envelope ?? {};
  const { from, subject } = headOf(mail);
  // Without an ID of its own the size tells mails of one minute apart.
  const own = messageId === '' ? String(size) : messageId;
  const key = `mail-${digest([own, date instanceof Date ? date.toISOString() : (date ?? ''), from, subject])}`;
  return { key, path: messageId.slice(0, 500) || '-', stamp: `${validity}:${uid}` };
}

function arrived(
  client: ImapFlow,
  mail: FetchMessageObject,
  { text, files }: MailParts,
  places: readonly number[],
  validity: string,
): ArrivedMail {
  const { uid, internalDate } = mail;
  const at = internalDate === undefined ? NaN : new Date(internalDate).getTime();
  const { key, path, stamp } = markOf(mail, validity);
  return {
    ...{ key, stamp, ...headOf(mail) },
    messageId: path === '-' ? '' : path,
    at: Number.isNaN(at) ? 0 : at,
    files: places.map((place) => attached(client, uid, files[place]!)),
    async text() {
      if (text === null) return '';
      const chunks: Buffer[] = [];
      for await (const chunk of await contentOf(client, uid, text.part, mostBytesOfText)) chunks.push(chunk as Buffer);
      const whole = Buffer.concat(chunks).toString('utf8');
      return cutTo(text.isHtml ? htmlText(whole) : whole.replaceAll('\r\n', '\n').trim(), mostOfText);
    },
    isReachable: () => client.usable,
  };
}

const attached = (client: ImapFlow, uid: number, { name, part }: MailFile): AttachedFile => ({
  name,
  open: () => contentOf(client, uid, part),
});

async function contentOf(client: ImapFlow, uid: number, part: string, maxBytes?: number): Promise<Readable> {
  const limit = maxBytes === undefined ? { decodeText: false } : { maxBytes };
  const found = await client.download(String(uid), part, { uid: true, ...limit });
  if (found.content !== undefined) return found.content;
  if (!client.usable) throw new LineCut();
  throw new MailGone();
}
