import type { Request, Response } from 'express';
import { sessionLifeMs } from './session.ts';

/** Cookies ignore ports, so each server has its own cookie name. */
const cookieName = (request: Request): string => cookieNameAt(request.socket.localPort ?? 0);
export const cookieNameAt = (port: number): string => `rota_session_${port}`;

export function cookieOf(request: Request): string | null {
  const start = `${cookieName(request)}=`;
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
