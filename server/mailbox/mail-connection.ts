import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { ImapFlow, MailboxObject, SearchObject } from 'imapflow';
import type { Mailbox } from '../../contract/mailbox.ts';
import type { MailLogin } from './mail-login.ts';

/** The line to the mail server is gone, where imapflow gives no error for it. */
export class LineCut extends Error {}

/** The folder cannot be opened. */
export class NoFolder extends Error {
  readonly folder: string;
  /** The folders that are there; empty if that is not known. */
  readonly present: readonly string[];
  readonly answer: string;

  constructor(folder: string, present: readonly string[], answer: string) {
    super(`no folder ${folder}`);
    this.folder = folder;
    this.present = present;
    this.answer = answer;
  }
}

export interface MailEvents {
  /** Before it connects: closing it ends that, too. */
  readonly opening: (client: ImapFlow) => void;
  /** The server tells that something has come. */
  readonly news: () => void;
  readonly closed: () => void;
  /** Nothing changes by looking: mails stay new. */
  readonly isReadOnly?: boolean;
}

const connectMs = 20_000;
/** A plain client on a TLS port waits for a greeting that never comes. */
const greetingMs = 10_000;
const silenceMs = 90_000;
/** No answer of a server may take more memory. Attached files come in pieces. */
const mostBytes = 64 * 1024 * 1024;

/**
 * A connection with the folder open, encrypted unless a person said otherwise. It is used once: after `closed`, or an error,
 * another one is opened. Throws what imapflow throws, or NoFolder.
 */
export async function openMailbox(box: Mailbox, login: MailLogin, events: MailEvents): Promise<ImapFlow> {
  const { host, port, security, user, ca, folder } = box;
  // Loaded where a schedule waits for mails, not at each start of Rota.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    ...{ host, port, secure: security === 'tls' },
    // Else a server without STARTTLS would get the password in the clear, without a word.
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    auth: login.kind === 'password' ? { user, pass: login.password } : { user, accessToken: login.accessToken },
    tls: { minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca: [...rootCertificates, ca] }) },
    clientInfo: { name: 'Rota' },
    logger: false,
    disableAutoIdle: true,
    ...{ connectionTimeout: connectMs, greetingTimeout: greetingMs, socketTimeout: silenceMs },
    ...{ maxLineLength: mostBytes, maxLiteralSize: mostBytes, maxResponseSize: 2 * mostBytes },
  });
  // Before anything else: an error without a listener would end the server. Whoever waits for an answer gets it, too.
  client.on('error', () => {});
  events.opening(client);
  client.on('close', events.closed);
  client.on('exists', events.news);
  try {
    await client.connect();
    await openFolder(client, folder, events.isReadOnly ?? false);
    return client;
  } catch (error) {
    client.close();
    const isRefused = (error as { authenticationFailed?: boolean }).authenticationFailed === true;
    if (isRefused && login.kind === 'token') login.refused();
    throw error;
  }
}

/** The folder that is open. Throws LineCut. */
export function mailboxOf({ mailbox }: ImapFlow): MailboxObject {
  if (mailbox === false) throw new LineCut();
  return mailbox;
}

/** The UIDs from one on, or those that a search finds, ascending. `n:*` has always the last one, also below n. */
export async function uidsFrom(client: ImapFlow, first: number, further: SearchObject = {}): Promise<number[]> {
  const found = await client.search({ uid: `${first}:*`, ...further }, { uid: true });
  // On a line that was cut it is no list, and no error.
  if (!Array.isArray(found)) throw new LineCut();
  return found.filter((uid) => uid >= first).toSorted((one, other) => one - other);
}

const mostNamed = 12;

async function openFolder(client: ImapFlow, folder: string, readOnly: boolean): Promise<void> {
  try {
    await client.mailboxOpen(folder, { readOnly });
  } catch (error) {
    const { responseStatus, responseText } = error as { responseStatus?: string; responseText?: string };
    if (responseStatus !== 'NO') throw error;
    const present = (await client.list()).map(({ path }) => path);
    if (present.includes(folder)) throw new NoFolder(folder, [], responseText ?? '');
    throw new NoFolder(folder, present.slice(0, mostNamed), responseText ?? '');
  }
}
