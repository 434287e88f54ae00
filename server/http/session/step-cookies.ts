import type { Request, Response } from 'express';
import { identityCallbackPath } from '../../../contract/sign-in-ways.ts';

/** A cookie that ties the next step of a sign-in to the browser that began it. */
interface StepCookie {
  readonly name: string;
  readonly path: string;
  readonly lifeMs: number;
  /** `lax`: it has to come along when another site sends the browser here. */
  readonly sameSite: 'lax' | 'strict';
}

/** From the identity provider and back. */
export const roundTripCookie: StepCookie = {
  name: 'identity',
  path: identityCallbackPath,
  lifeMs: 15 * 60_000,
  sameSite: 'lax',
};
/** The challenge of a passkey. */
export const challengeCookie: StepCookie = { name: 'passkey', path: '/api', lifeMs: 5 * 60_000, sameSite: 'strict' };

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** Cookies ignore ports, so each server has names of its own. */
const nameOf = (request: Request, { name }: StepCookie): string => `rota_${name}_${request.socket.localPort ?? 0}`;

export function setStepCookie({ request, response }: Exchange, cookie: StepCookie, token: string): void {
  const { path, sameSite, lifeMs } = cookie;
  const options = { httpOnly: true, secure: request.secure, path, sameSite };
  response.cookie(nameOf(request, cookie), token, { ...options, maxAge: lifeMs });
}

/** The token, which is removed from the browser; null if there is none. */
export function takeStepCookie({ request, response }: Exchange, cookie: StepCookie): string | null {
  const start = `${nameOf(request, cookie)}=`;
  const found = request.headers.cookie?.split(/; */).find((part) => part.startsWith(start));
  if (found === undefined) return null;
  const { path, sameSite } = cookie;
  response.cookie(nameOf(request, cookie), '', { httpOnly: true, secure: request.secure, path, sameSite, maxAge: 0 });
  return found.slice(start.length);
}
