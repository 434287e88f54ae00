import type { RotaError } from '../../contract/errors.ts';
import type { Mailbox } from '../../contract/mailbox.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import { certificateWords } from '../domain/certificate-words.ts';
import { cutTo, oneLine } from '../domain/message-text.ts';
import { LineCut, NoFolder } from './mail-connection.ts';
import { NoToken } from './mail-login.ts';

export interface MailProblem {
  readonly sentence: Translatable;
  /** It does not go away by itself: it is told of at once. */
  readonly isLasting: boolean;
  /** A server that gets wrong passwords too often locks the mailbox. */
  readonly isLogin: boolean;
}

/** What imapflow puts on an error. */
interface ImapError {
  readonly code?: string;
  readonly authenticationFailed?: boolean;
  readonly tlsFailed?: boolean;
  readonly responseStatus?: string;
  readonly responseText?: string;
  readonly message: string;
}

const lasting = (sentence: Translatable): MailProblem => ({ sentence, isLasting: true, isLogin: false });
const passing = (sentence: Translatable): MailProblem => ({ sentence, isLasting: false, isLogin: false });

/** Why a mailbox cannot be looked at, and what to do; null if that is not because of the mail server. Never with the password. */
export function mailProblem(
  error: unknown,
  { host, port, user, oauth2 = null }: Pick<Mailbox, 'host' | 'port' | 'user' | 'oauth2'>,
): MailProblem | null {
  const where = `${host}:${port}`;
  if (error instanceof NoFolder) return folderProblem(error);
  if (error instanceof NoToken)
    return { sentence: error.sentence, isLasting: error.isLasting, isLogin: error.isLasting };
  if (error instanceof LineCut) return passing(said`${where} ended the connection. It is tried again.`);
  const given = error as ImapError;
  const { code = '', message = '' } = given;
  const certificate = certificateWords[code];
  if (certificate !== undefined)
    return lasting(
      said`The certificate of ${where} is not accepted: ${certificate}. Enter the certificate that signed it, or the name that it was made for.`,
    );
  if (given.authenticationFailed === true) {
    const sentence =
      oauth2 === null
        ? said`${where} refused the login of ${user}: correct the password in the vault, then choose “Look now”. It answered: ${answerOf(given)}`
        : said`${where} did not take the token for ${user}: look at client, scope and the rights to the mailbox. It answered: ${answerOf(given)}`;
    return { sentence, isLasting: true, isLogin: true };
  }
  if (/^ERR_SSL_|^EPROTO$/.test(code))
    return lasting(
      said`${where} does not speak TLS from the first byte: choose STARTTLS, or the port for TLS (mostly 993).`,
    );
  if (given.tlsFailed === true)
    return lasting(said`${where} offers no STARTTLS, so no password was sent: choose TLS, mostly with port 993.`);
  return given.responseStatus === undefined
    ? lineProblem(code, message, where)
    : passing(said`${where} did not do what it was asked for: ${answerOf(given)}. It is tried again.`);
}

/** A password that the vault does not give. */
export function passwordProblem(error: RotaError): MailProblem {
  const [first] = error.details;
  const why = first?.said ?? first?.message ?? error.message;
  return lasting(said`The password of the mailbox cannot be taken from the vault: ${why}`);
}

function folderProblem({ folder, present, answer }: NoFolder): MailProblem {
  if (present.length === 0)
    return lasting(said`The folder “${folder}” of the mailbox cannot be opened: ${cutTo(oneLine(answer), 250)}`);
  return lasting(
    said`The mailbox has no folder “${folder}”: create it, or choose one that is there (${present.join(', ')}).`,
  );
}

function lineProblem(code: string, message: string, where: string): MailProblem | null {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return passing(
        said`The name of the mail server, ${where}, is not known here: correct it, or look at the network. It is tried again.`,
      );
    case 'ECONNREFUSED':
      return passing(
        said`Nothing answers at ${where}: the mail server is not running, or it has another port. It is tried again.`,
      );
    case 'GREETING_TIMEOUT':
      return passing(
        said`${where} did not greet within 10 s: perhaps this port wants TLS from the first byte. It is tried again.`,
      );
    case 'CONNECT_TIMEOUT':
    case 'UPGRADE_TIMEOUT':
    case 'ETIMEOUT':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return passing(said`No answer from ${where}: look at the network, the host and the port. It is tried again.`);
  }
  return isOfLine(code, message) ? passing(said`${where} ended the connection. It is tried again.`) : null;
}

/** Errors of the system and of imapflow about a line that broke off. */
const lineCodes = new Set([
  ...['ECONNRESET', 'EPIPE', 'NoConnection', 'EConnectionClosed', 'StateLogout', 'ClosedAfterConnectText'],
  ...['ClosedAfterConnectTLS', 'ETHROTTLE', 'LineTooLarge', 'LiteralTooLarge', 'ResponseTooLarge', 'TooManyTokens'],
  ...['DownloadIncomplete', 'DownloadOverflow', 'ParserError', 'InvalidResponse', 'UnexpectedTag', 'NoMailboxSelected'],
]);
const isOfLine = (code: string, message: string): boolean =>
  lineCodes.has(code) || /connection (?:not available|closed|reset)|unexpected close/i.test(message);

/** What the server answered, as it came: it is the only thing that an administrator can look up. */
const answerOf = ({ responseText, message }: ImapError): string => cutTo(oneLine(responseText ?? message), 250);
