import type { Request } from 'express';
import { rotaError } from '../../../contract/errors.ts';
import type { Caller } from '../../people/caller.ts';
import { isConnectorPath } from './connector-path.ts';

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Against forged requests (CSRF), in addition to the SameSite cookie and the Origin check: changes must be labelled as JSON,
 * which a form or a plain link of another page cannot do. Programs on the connector API may send any type; a browser's session
 * may not.
 */
export function guardForgery(request: Request, caller: Caller): void {
  if (!changing.has(request.method)) return;
  const isByCookie = request.headers.authorization === undefined && caller.kind === 'person';
  if (isConnectorPath(request.path) && !isByCookie) return;
  if (!hasBody(request)) return;
  if (!/^application\/([\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw rotaError('CONTENT_TYPE', 'body: send it as application/json');
  }
}

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
