import type { Request, Response } from 'express';
import { cookieName } from '../gates/access.ts';
import { sessionLifeMs } from './session.ts';

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
