import type { Request } from 'express';
import type { Access } from '../../../contract/api.ts';
import { rotaError } from '../../../contract/errors.ts';
import { isAtLeast } from '../../../contract/roles.ts';
import { said } from '../../../contract/translatable.ts';
import type { Account, Caller } from '../../people/caller.ts';
import type { ClientVerbs } from '../../people/client-verbs.ts';
import { roleWords } from '../../people/user-words.ts';
import { TooManyFailures, unauthorized, type BasicAuth } from './basic-auth.ts';
import type { FailureBrake } from './failure-brake.ts';
import type { Needs } from './needs.ts';
import { cookieOf } from '../session/session-cookie.ts';
import type { Sessions } from '../session/session.ts';

export const nobody: Caller = {
  kind: 'person',
  owner: 'person:anyone',
  name: 'anyone',
  user: null,
  scopes: [],
  processes: null,
};

const signedOut = () =>
  rotaError('UNAUTHORIZED', 'You are not signed in, or no longer: open a new sign-in link (rota open)');

export interface AccessDeps {
  readonly basic: BasicAuth;
  readonly clients: Pick<ClientVerbs, 'renew'>;
  readonly sessions: Sessions;
  readonly brake: FailureBrake;
}

/** Authenticates a caller and checks its rights. */
export function createAccess({ basic, clients, sessions, brake }: AccessDeps) {
  /** How to get the present rights of a caller later; callers without rights have no entry. */
  const renewals = new WeakMap<Caller, () => Caller | null>();

  function known(caller: Caller, renew: () => Caller | null): Caller {
    renewals.set(caller, renew);
    return caller;
  }

  async function callerOf(request: Request, { access }: Needs): Promise<Caller> {
    const header = request.headers.authorization;
    if (header === undefined) {
      const secret = cookieOf(request);
      const caller = secret === null ? null : sessions.callerOf(secret);
      if (!caller) throw access === 'session' ? signedOut() : unauthorized();
      return known(caller, () => sessions.peek(secret!));
    }
    const token = /^bearer +(\S+) *$/i.exec(header)?.[1];
    if (token !== undefined) return byToken(token, request.ip);
    const caller = await basic.callerOf(header, request.ip);
    return known(caller, () => clients.renew(caller));
  }

  function byToken(token: string, address: string | undefined): Caller {
    const caller = sessions.commandCaller(token);
    if (caller) return known(caller, () => sessions.commandCaller(token));
    const waitMs = brake.failed('token', '', address);
    throw waitMs === null ? unauthorized() : new TooManyFailures(waitMs);
  }

  return {
    /** Throws UNAUTHORIZED, FORBIDDEN or TooManyFailures. */
    check: async (request: Request, needs: Needs): Promise<Caller> => {
      const { access } = needs;
      if (access === 'open') return nobody;
      // Wrong credentials count as a failure; the answer is the one for anonymous callers.
      if (access === 'any') return callerOf(request, needs).catch(() => nobody);
      const caller = await callerOf(request, needs);
      checkScope(caller, needs);
      return caller;
    },
    /** The present rights of an admitted caller; null if it would not be admitted any more. */
    renew: (caller: Caller): Caller | null => (renewals.get(caller) ?? (() => caller))(),
  };
}
export type AccessCheck = ReturnType<typeof createAccess>['check'];

/** Throws FORBIDDEN. */
export function checkScope(caller: Caller, needs: Needs): void {
  const { access } = needs;
  if (caller.account !== undefined) return checkRole(caller.account, needs);
  if (access === 'open' || access === 'any' || caller.kind !== 'client' || mayCall(caller, access)) return;
  const wanted = access === 'session' ? ['manage'] : access;
  throw rotaError(
    'FORBIDDEN',
    `This client may not do that: it needs the scope ${wanted.map((scope) => `"${scope}"`).join(' or ')}`,
  );
}

function checkRole({ role: own, tags }: Account, { access, role, isForAll }: Needs): void {
  if (access === 'open' || access === 'any') return;
  if (!isAtLeast(own, role))
    throw rotaError(
      'FORBIDDEN',
      said`Your role is ${roleWords[own]}: this needs the role ${roleWords[role]}. An administrator can change it under Settings, People`,
    );
  if (isForAll && tags !== null)
    throw rotaError(
      'FORBIDDEN',
      said`This reaches all processes, and you may see only those with certain tags. An administrator can change that under Settings, People`,
    );
}

function mayCall({ scopes }: Caller, access: Exclude<Access, 'open' | 'any'>): boolean {
  return scopes.includes('manage') || (access !== 'session' && access.some((scope) => scopes.includes(scope)));
}
