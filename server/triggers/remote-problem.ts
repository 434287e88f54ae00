import type { RemoteTrigger } from '../../contract/remote-trigger.ts';
import { said } from '../../contract/translatable.ts';
import { certificateWords } from '../domain/certificate-words.ts';
import { placeOf, RemoteProblem } from './remote-folder.ts';

/** What went wrong on the way to a server, by the codes of Node; null if it is nothing of the kind. */
export function lineProblem(error: unknown, trigger: RemoteTrigger): RemoteProblem | null {
  const where = placeOf(trigger);
  const { code = '', message = '' } = error as { readonly code?: unknown; readonly message?: string };
  const certificate = certificateWords[String(code)];
  if (certificate !== undefined)
    return new RemoteProblem(
      said`The certificate of ${where} is not accepted: ${certificate}. Enter the certificate that signed it, or the name that it was made for.`,
      { isLasting: true },
    );
  // ssh2-sftp-client keeps the code of some errors only in their text.
  const found = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)\b/.exec(
    `${String(code)} ${message}`,
  )?.[1];
  switch (found) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new RemoteProblem(
        said`The name of the server, ${where}, is not known here: correct it, or look at the network. It is tried again.`,
      );
    case 'ECONNREFUSED':
      return new RemoteProblem(
        said`Nothing answers at ${where}: the server is not running, or it has another port. It is tried again.`,
      );
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return noAnswer(where);
    case 'ECONNRESET':
    case 'EPIPE':
      return cut(where);
    default:
      break;
  }
  if (/Address lookup failed/i.test(message)) return lineProblem({ code: 'ENOTFOUND' }, trigger);
  if (/refused connection/i.test(message)) return lineProblem({ code: 'ECONNREFUSED' }, trigger);
  if (/timed? ?out|timeout/i.test(message)) return noAnswer(where);
  return /unexpected (?:end|close)|connection (?:lost|closed|reset)|no sftp connection|socket closed|FIN packet|Client is closed/i.test(
    message,
  )
    ? cut(where)
    : null;
}

const noAnswer = (where: string) =>
  new RemoteProblem(said`No answer from ${where}: look at the network, the host and the port. It is tried again.`);
const cut = (where: string) => new RemoteProblem(said`${where} ended the connection. It is tried again.`);

export const noFolder = (trigger: RemoteTrigger, folder: string) =>
  new RemoteProblem(
    said`${placeOf(trigger)} has no folder ${folder}, or ${trigger.user} may not read it: create it, or choose another one. It is tried again.`,
    { isLasting: true, isRefusal: true },
  );

export const refusedLogin = (trigger: RemoteTrigger) =>
  new RemoteProblem(
    said`${placeOf(trigger)} refused the login of ${trigger.user}: correct the password or the key in the vault. It is tried again more and more seldom.`,
    { isLogin: true },
  );

/** What a server refuses: its own words are the only thing that an administrator can look up. */
export const refusedCommand = (trigger: RemoteTrigger, file: string, answer: string) =>
  new RemoteProblem(
    said`${placeOf(trigger)} did not do what it was asked for with ${file}: ${answer.replace(/\s+/g, ' ').slice(0, 250)}. It is tried again.`,
    { isRefusal: true },
  );
