import type { NextFunction, Request, Response } from 'express';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { identityCallbackPath } from '../../../contract/sign-in-ways.ts';
import { calledHost, shownHost } from './called-host.ts';
import { pageAssets } from './page-assets.ts';

/**
 * Refuses requests of foreign web pages: another `Origin`, or a request that the browser marks as cross-site. Programs send
 * neither header. A person may follow a link to the page itself from anywhere, and the identity provider sends people back.
 */
export function checkOrigin(request: Request, _response: Response, next: NextFunction): void {
  const { origin } = request.headers;
  const host = calledHost(request);
  // Browsers send the origin for module scripts, too. Those files contain no data of this computer, and without them the page could
  // not show why it was refused.
  if (request.method === 'GET' && request.path.startsWith(pageAssets)) return next();
  if (origin !== undefined && !isSameOrigin(origin, host)) throw foreignOrigin(origin, host);
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
  (request.path === '/' || request.path === identityCallbackPath);

function foreignOrigin(origin: string, host: string | undefined) {
  if (!/^https?:/.test(origin)) return foreign();
  return rotaError(
    'ORIGIN_FORBIDDEN',
    said`The request comes from a page at ${shownHost(origin)}, but it was sent to ${shownHost(host)}: a foreign web page may not reach this server. If a proxy stands between, let it hand on the Host header, and name that host in ROTA_HOSTS (docs/behind-a-proxy.md)`,
  );
}

const foreign = () =>
  rotaError('ORIGIN_FORBIDDEN', said`The request comes from a foreign web page, which may not reach this server`);
