import type { Request } from 'express';
import type { Access } from '../../contract/api.ts';
import { rotaError } from '../../contract/errors.ts';
import type { Caller } from '../engine/engine.ts';
import { TooManyFailures, unauthorized, type BasicAuth } from './basic-auth.ts';
import type { FailureBrake } from './failure-brake.ts';
import type { Sessions } from './session.ts';

const nobody: Caller = { kind: 'person', name: 'anyone', user: null, scopes: [], processes: null };

/** Cookies know no ports, so each server has a cookie of its own. */
export const cookieName = (request: Request): string => cookieNameAt(request.socket.localPort ?? 0);
export const cookieNameAt = (port: number): string => `rota_session_${port}`;

export function cookieOf(request: Request): string | null {
  const start = `${cookieName(request)}=`;
  const found = request.headers.cookie?.split(/; */).find((part) => part.startsWith(start));
  return found?.slice(start.length) ?? null;
}

const signedOut = () =>
  rotaError('UNAUTHORIZED', 'You are not signed in, or no longer: open a new sign-in link (rota open)');

/** Decides who asks and whether that one may. Throws UNAUTHORIZED, FORBIDDEN or TooManyFailures. */
export function createAccess(basic: BasicAuth, sessions: Sessions, brake: FailureBrake) {
  async function callerOf(request: Request, access: Access): Promise<Caller> {
    const header = request.headers.authorization;
    if (header === undefined) {
      const secret = cookieOf(request);
      const caller = secret === null ? null : sessions.callerOf(secret);
      if (!caller) throw access === 'session' ? signedOut() : unauthorized();
      return caller;
    }
    const bearer = /^bearer +(\S+) *$/i.exec(header)?.[1];
    return bearer === undefined ? basic.callerOf(header, request.socket.remoteAddress) : byToken(request, bearer);
  }

  function byToken(request: Request, token: string): Caller {
    const caller = sessions.commandCaller(token);
    if (caller) return caller;
    const waitMs = brake.take(request.socket.remoteAddress);
    if (waitMs !== null) throw new TooManyFailures(waitMs);
    throw unauthorized();
  }

  return async (request: Request, access: Access): Promise<Caller> => {
    if (access === 'open') return nobody;
    const caller = await callerOf(request, access);
    if (caller.kind === 'client' && !mayCall(caller, access)) {
      const wanted = access === 'session' ? ['manage'] : access;
      throw rotaError(
        'FORBIDDEN',
        `This client may not do that: it needs the scope ${wanted.map((scope) => `"${scope}"`).join(' or ')}`,
      );
    }
    return caller;
  };
}
export type AccessCheck = ReturnType<typeof createAccess>;

function mayCall({ scopes }: Caller, access: Exclude<Access, 'open'>): boolean {
  return scopes.includes('manage') || (access !== 'session' && access.some((scope) => scopes.includes(scope)));
}
