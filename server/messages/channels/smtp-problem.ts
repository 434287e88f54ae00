import { said, type Translatable } from '../../../contract/translatable.ts';
import { certificateWords } from '../../domain/certificate-words.ts';
import { cutTo, oneLine } from '../../domain/message-text.ts';
import type { ChannelResult } from '../channel-message.ts';

/** What nodemailer puts on an error. `code` alone does not tell: a refused port, a bad certificate and TLS on a plain port are all ESOCKET. */
interface SmtpError {
  readonly code?: string;
  /** The code of the system or of OpenSSL, where there was one. */
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message: string;
}

const later = (problem: Translatable): ChannelResult => ({ state: 'failed', problem, notBefore: null });
const never = (problem: Translatable): ChannelResult => ({ state: 'refused', problem });

/** An error of nodemailer as a result: what to do now, in words. `where` is `host:port`. */
export function smtpResult(error: unknown, where: string): ChannelResult {
  const given: SmtpError = error instanceof Error ? error : { message: String(error) };
  const { code = '', originalCode = '', responseCode = 0 } = given;
  const certificate = certificateWords[originalCode];
  if (certificate !== undefined) {
    return never(
      said`the certificate of ${where} is not accepted: ${certificate}. Enter the certificate that signed it, or use the name that it was made for`,
    );
  }
  if (/^ERR_SSL_|^EPROTO$/.test(originalCode)) {
    return never(
      said`${where} does not speak TLS from the first byte: choose STARTTLS, or the port for TLS (mostly 465)`,
    );
  }
  if (code === 'EAUTH') return loginResult(given, where);
  if (code === 'ETLS') {
    return originalCode !== '' && responseCode === 0
      ? later(said`the encryption with ${where} broke off: ${originalCode}`)
      : never(said`${where} offers no STARTTLS: nothing was sent. Choose the port for TLS (mostly 465) if it has one`);
  }
  if (responseCode === 530) return never(said`${where} wants a login first: ${answerIn(given)}`);
  if (responseCode >= 500) return never(said`${where} refused the mail: ${answerIn(given)}`);
  if (responseCode >= 400) return later(said`${where} does not take the mail now: ${answerIn(given)}`);
  return unreached(given, where);
}

/** The login failed: for good, unless the server says that it is busy. */
function loginResult(given: SmtpError, where: string): ChannelResult {
  const answer = answerIn(given);
  const { responseCode = 0, response = '' } = given;
  if (/\b5\.7\.(30|139)\b|SmtpClientAuthentication is disabled|basic authentication is disabled/i.test(response)) {
    return never(
      said`Microsoft 365 does not take user name and password here any more: choose OAuth2 for the login (${answer})`,
    );
  }
  if (responseCode >= 400 && responseCode < 500) return later(said`${where} cannot check logins now: ${answer}`);
  if (responseCode === 0) return never(said`${where} offers no way of login that Rota can use`);
  return never(said`${where} refused the login: ${answer}`);
}

function unreached({ code = '', originalCode = '', message }: SmtpError, where: string): ChannelResult {
  if (code === 'EMESSAGE') return never(said`the mail is larger than ${where} takes`);
  if (code === 'EENVELOPE') return never(said`${where} takes mail to none of the addresses`);
  if (code === 'EDNS' || originalCode === 'ENOTFOUND') return later(said`the host name is not known`);
  switch (originalCode) {
    case 'ECONNREFUSED':
      return later(said`nothing answers at ${where}: the mail server is not running, or it has another port`);
    case 'ECONNRESET':
    case 'EPIPE':
      return later(said`${where} ended the connection`);
  }
  if (code === 'ETIMEDOUT' || originalCode === 'ETIMEDOUT') {
    return /greeting/i.test(message) || originalCode === 'GREETING_TIMEOUT'
      ? later(said`${where} did not greet within 10 s: perhaps this port wants TLS from the first byte`)
      : later(said`no answer from ${where} in time`);
  }
  return later(said`could not be reached: ${originalCode || code || said`the connection failed`}`);
}

const mostOfAnswer = 250;

/** What the server answered, as it came: it is the only thing that an administrator can look up. */
function answerIn({ response = '', message }: SmtpError): string {
  return cutTo(oneLine(response === '' ? message : response), mostOfAnswer);
}
