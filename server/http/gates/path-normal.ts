import type { NextFunction, Request, Response } from 'express';

/** The part of a request target before the query, without scheme and host, repeated slashes merged. */
export function normalTarget(target: string): string {
  const local = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
  const mark = local.search(/[?#]/);
  const path = mark < 0 ? local : local.slice(0, mark);
  const rest = mark < 0 ? '' : local.slice(mark).replace(/#.*$/s, '');
  return `/${path.replace(/\/{2,}/g, '/').replace(/^\//, '')}${rest}`;
}

/** Clients concatenate base URL and path, so `//scheduler/…` arrives. Case and one trailing slash are handled by the routes. */
export function normalisePath(request: Request, _response: Response, next: NextFunction): void {
  request.url = normalTarget(request.url);
  next();
}
