import type { NextFunction, Request, Response } from 'express';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/said.ts';

/**
 * Refuses what a foreign web page sends: another `Origin`, or what the browser marks as coming from another site. Programs send
 * neither header. A person may follow a link to the page itself from anywhere.
 */
export function checkOrigin(request: Request, _response: Response, next: NextFunction): void {
  const { origin, host } = request.headers;
  if (origin !== undefined && !isSameOrigin(origin, host)) throw foreign();
  const site = request.headers['sec-fetch-site'];
  const isFromElsewhere = site === 'cross-site' || site === 'same-site';
  if (isFromElsewhere && !isVisit(request)) throw foreign();
  next();
}

function isSameOrigin(origin: string, host: string | undefined): boolean {
  return /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '').toLowerCase() === host?.toLowerCase();
}

const isVisit = (request: Request): boolean =>
  request.method === 'GET' &&
  request.headers['sec-fetch-mode'] === 'navigate' &&
  request.headers['sec-fetch-dest'] === 'document' &&
  request.path === '/';

const foreign = () =>
  rotaError('ORIGIN_FORBIDDEN', said`The request comes from a foreign web page, which may not reach this server`);
