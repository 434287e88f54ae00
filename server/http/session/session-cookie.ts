import type { Request, Response } from 'express';
import { sessionLifeMs } from './session.ts';

/** Cookies ignore ports, so each server has its own cookie name. */
const cookieName = (request: Request): string => cookieNameAt(request.socket.localPort ?? 0);
export const cookieNameAt = (port: number): string => `rota_session_${port}`;

const markName = (request: Request): string => `rota_browser_${request.socket.localPort ?? 0}`;
/** By then a browser counts as unknown again; the most that browsers keep a cookie is some days longer. */
const markLifeMs = 365 * 24 * 60 * 60_000;

/** Only sign-in reads it. */
const markPath = '/api/';

export const cookieOf = (request: Request): string | null => cookieNamed(request, cookieName(request));
/** That the browser has signed in before. */
export const markOf = (request: Request): string | null => cookieNamed(request, markName(request));

export function setMark(
  { request, response }: { readonly request: Request; readonly response: Response },
  mark: string,
): void {
  const how = {
    httpOnly: true,
    sameSite: 'strict',
    secure: request.secure,
    path: markPath,
    maxAge: markLifeMs,
  } as const;
  response.cookie(markName(request), mark, how);
}

function cookieNamed(request: Request, name: string): string | null {
  const start = `${name}=`;
  const found = request.headers.cookie?.split(/; */).find((part) => part.startsWith(start));
  return found?.slice(start.length) ?? null;
}

/** Sets the session cookie; a null secret removes it. */
export function setCookie(
  { request, response }: { readonly request: Request; readonly response: Response },
  secret: string | null,
  name = cookieName(request),
  isSecure = request.secure,
): void {
  response.cookie(name, secret ?? '', {
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure,
    path: '/',
    maxAge: secret === null ? 0 : sessionLifeMs,
  });
}
