import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { ErrorAnswer } from '../../../contract/connector.ts';
import { RotaError, rotaError, type ErrorDetail } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Log } from '../../log.ts';
import { challenge, TooManyFailures } from '../gates/basic-auth.ts';
import { isConnectorPath } from '../gates/connector-path.ts';
import { keepsBodyBack } from '../body/body-on-demand.ts';
import { maxBodyBytes, tooLarge } from '../body/body-text.ts';

/** More details than anybody reads; the message names as many. */
const mostDetails = 100;

/** The only place where an error becomes an answer. */
export function answerErrors(log: Log) {
  // Express recognizes an error handler by its four parameters.
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const isOver = response.headersSent || response.closed;
    const known = knownError(error);
    const incident = known ? undefined : randomUUID();
    if (incident !== undefined && !isAborted(error)) {
      log.error('a request ended in an unexpected error', {
        incident,
        method: request.method,
        path: request.path,
        error,
      });
    }
    if (isOver) {
      response.destroy();
      return;
    }
    if (error instanceof TooManyFailures) response.set('Retry-After', String(Math.ceil(error.waitMs / 1000)));
    const rota = known ?? unexpected(incident ?? '');
    if (rota.status === 503) response.set('Retry-After', '5');
    if (rota.code === 'UNAUTHORIZED' && wantsBasic(request)) response.set('WWW-Authenticate', challenge);
    if (keepsBodyBack(request)) response.set('Connection', 'close');
    const isForPage = !isForPrograms(request.path);
    const answer = () =>
      response.status(rota.status).json(errorAnswerOf(rota, { isStatus: isStatusPath(request), isForPage }, incident));
    if (isHalfForm(request)) answerAtOnce(request, response, errorAnswerOf(rota, { isForPage }, incident), rota.status);
    else if (isHalfUpgrade(request)) void throwBodyAway(request).then(() => response.closed || answer());
    else answer();
  };
}

/**
 * A call that asks for an upgrade (Java's HttpClient does, for HTTP/2) must have sent its body before it is refused. Otherwise about
 * one in a hundred got no answer to its next call on that connection, or none at all if the connection was closed instead (seen with
 * Java 17 through a relay that delays each piece by up to 3 ms). The body is discarded.
 */
const isHalfUpgrade = (request: Request): boolean =>
  request.headers.upgrade !== undefined && !request.complete && !keepsBodyBack(request);

/** A form, or a file, that is still being sent: its fault is answered before the rest has arrived. */
const isHalfForm = (request: Request): boolean =>
  !request.complete &&
  !keepsBodyBack(request) &&
  /^\s*(?:multipart\/form-data|application\/octet-stream)\b/i.test(request.headers['content-type'] ?? '');

/** No more than this of a refused body is read. */
const mostThrownAway = 300 * 1024 * 1024;

/**
 * Sends the whole answer, then discards what still arrives, and only then closes the connection: closing over unread bytes would discard
 * the answer, too.
 */
function answerAtOnce(request: Request, response: Response, answer: ErrorAnswer, status: number): void {
  const text = JSON.stringify(answer);
  response.status(status).set({
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(text)),
    Connection: 'close',
  });
  response.write(text);
  let thrownAway = 0;
  request.on('data', (chunk: Buffer) => {
    thrownAway += chunk.length;
    if (thrownAway > mostThrownAway) request.destroy();
  });
  void throwBodyAway(request).then(() => response.end());
}

function throwBodyAway(request: Request): Promise<void> {
  return new Promise((resolve) => {
    request.once('end', resolve).once('close', resolve).resume();
  });
}

/** Programs get the English message; the page also gets the sentences and their facts, to translate them. */
export function errorAnswerOf(
  error: RotaError,
  { isStatus = false, isForPage = false }: { readonly isStatus?: boolean; readonly isForPage?: boolean } = {},
  incident?: string,
): ErrorAnswer {
  const details = error.details.slice(0, mostDetails);
  const left = error.details.length - details.length;
  const [first] = details;
  return {
    message: details.map(({ message }) => message).join('; ') + (left > 0 ? `; and ${left} more` : ''),
    robustaSpid: null,
    ...(isStatus && error.status === 404 ? { status: 'NOT_FOUND' as const } : {}),
    error: {
      code: first?.code ?? 'INTERNAL',
      field: first?.field ?? null,
      details: details.map(({ said, ...detail }: ErrorDetail) => (isForPage ? { ...detail, said } : detail)),
      ...(incident === undefined ? {} : { incident }),
    },
  };
}

/** Null for an unexpected error. */
function knownError(error: unknown): RotaError | null {
  if (error instanceof RotaError) return error;
  if (error instanceof TooManyFailures) {
    return rotaError('TOO_MANY_FAILURES', error.sentence);
  }
  if (error instanceof URIError) return notFound();
  return bodyError(error);
}

export const notFound = (): RotaError => rotaError('NOT_FOUND', said`There is nothing at this path or with this id.`);

/** Express's body reader has its own error types. */
function bodyError(error: unknown): RotaError | null {
  const type = error instanceof Error && 'type' in error ? error.type : null;
  switch (type) {
    case 'entity.too.large':
      return tooLarge(Number((error as { limit?: unknown }).limit ?? maxBodyBytes));
    case 'encoding.unsupported':
      return rotaError(
        'CONTENT_TYPE',
        'body: its Content-Encoding is not known; send it as it is, or as gzip, deflate or br',
      );
    case 'request.size.invalid':
    case 'request.aborted':
      return rotaError('BODY_INVALID', 'body: it ended before its announced length');
    default:
      // zlib's errors for a body that does not match its Content-Encoding.
      return error instanceof Error && 'code' in error && /^Z_|^ERR__ERROR_|^ERR_BROTLI/.test(String(error.code))
        ? rotaError('CONTENT_TYPE', 'body: it is not what its Content-Encoding says')
        : null;
  }
}

const isAborted = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const unexpected = (incident: string): RotaError =>
  rotaError('INTERNAL', said`An unexpected error; its incident id is ${incident}, look for it in the log of Rota`);

const isForPrograms = (path: string): boolean => isConnectorPath(path) || /^\/(metrics|mcp)\/?$/i.test(path);

const isStatusPath = (request: Request): boolean =>
  /^\/scheduler\/connector-api\/process\/status(\/|$)/i.test(request.path);

/** Not for the page: a browser would ask its user for a password. */
const wantsBasic = (request: Request): boolean =>
  isForPrograms(request.path) || /^basic\b/i.test(request.headers.authorization ?? '');
