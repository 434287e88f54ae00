import { randomBytes, randomUUID } from 'node:crypto';
import type { User, UserChange } from '../../contract/people.ts';
import { rotaError } from '../../contract/errors.ts';
import { inARow, said } from '../../contract/translatable.ts';
import { losesLastAdministrator, userFault } from '../domain/user-rules.ts';
import type { ConfigDocument, StoredUser } from '../store/config-document.ts';
import type { Caller } from './caller.ts';
import type { Invitation, UserVerbs } from './user-verbs.ts';
import { digestOf, noUser, type UserDeps } from './user-deps.ts';
import { roleWords } from './user-words.ts';

const dayMs = 24 * 60 * 60_000;
/** Of somebody who has no password yet, and of somebody who has one. */
export const invitationLifeMs = 7 * dayMs;
export const resetLifeMs = dayMs;

interface Deps extends Pick<UserDeps, 'config' | 'clock' | 'audit'> {
  readonly tell: (id: string) => void;
  readonly get: (id: string) => User;
}

/** Users made, changed, invited and removed. */
export function userChanges({
  config,
  clock,
  audit,
  tell,
  get,
}: Deps): Pick<UserVerbs, 'create' | 'change' | 'remove' | 'invite' | 'endSessions'> {
  /** Changes one user; `edit` returns null to remove it. Rejects with NOT_FOUND, or what the rules refuse. */
  async function edit(
    id: string,
    caller: Caller,
    change: (user: StoredUser) => StoredUser | null,
  ): Promise<{ before: StoredUser; after: StoredUser | null }> {
    let result: { before: StoredUser; after: StoredUser | null } | null = null;
    await config.update((document) => {
      const before = document.users.find((user) => user.id === id);
      if (before === undefined) throw noUser(id);
      const after = change(before);
      result = { before, after };
      const users = document.users.flatMap((user) => (user !== before ? [user] : after === null ? [] : [after]));
      return checked(document, users, after, caller);
    });
    tell(id);
    return result!;
  }

  return {
    async create(draft, caller) {
      const { token, stored, until } = newInvitation(clock.now() + invitationLifeMs);
      const id = randomUUID();
      await config.update((document) => {
        const user: StoredUser = {
          ...{ id, name: draft.name, title: draft.title ?? draft.name, email: draft.email, role: draft.role },
          ...{ tags: draft.tags, isDisabled: false, createdAt: clock.now(), lastSignInAt: null, passwordHash: null },
          ...{ sessionRound: 0, invitation: stored, codes: null, passkeys: [], identity: null },
        };
        return checked(document, [...document.users, user], user, caller);
      });
      const user = get(id);
      audit(caller, 'user created', inARow([user.name, roleWords[user.role]], ', '));
      tell(id);
      return { user, invitation: { token, until } };
    },

    async change(id, change, caller) {
      const { before, after } = await edit(id, caller, (user) => ({ ...user, ...given(change) }));
      const { isDisabled, name } = after!;
      if (before.isDisabled !== isDisabled) audit(caller, isDisabled ? 'user disabled' : 'user enabled', name);
      if (before.role !== after!.role)
        audit(
          caller,
          'user changed',
          inARow([name, inARow([roleWords[before.role], roleWords[after!.role]], ' → ')], ': '),
        );
      else if (before.isDisabled === isDisabled) audit(caller, 'user changed', name);
      return get(id);
    },

    async remove(id, caller) {
      const { before } = await edit(id, caller, () => null);
      audit(caller, 'user removed', before.name);
    },

    async invite(id, caller): Promise<Invitation> {
      const has = get(id).hasPassword;
      const { token, stored, until } = newInvitation(clock.now() + (has ? resetLifeMs : invitationLifeMs));
      const { before } = await edit(id, caller, (user) => {
        if (user.isDisabled) throw rotaError('CONFLICT', said`the user "${user.name}" is disabled: enable it first`);
        return { ...user, invitation: stored };
      });
      audit(caller, 'user invited', before.name);
      return { token, until };
    },

    async endSessions(id, caller) {
      const { before } = await edit(id, caller, (user) => ({ ...user, sessionRound: user.sessionRound + 1 }));
      audit(caller, 'sessions ended', before.name);
    },
  };
}

const given = (change: UserChange): Partial<StoredUser> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

/** Only whoever has the computer may leave Rota without an administrator who signs in: they need none. */
function checked(
  document: ConfigDocument,
  users: readonly StoredUser[],
  changed: StoredUser | null,
  caller: Caller,
): ConfigDocument {
  const fault = changed === null ? null : userFault(changed, users);
  if (fault !== null) throw rotaError(fault.code, fault.sentence, fault.field);
  const hasComputer = caller.kind === 'person' && caller.account === undefined;
  if (!hasComputer && losesLastAdministrator(document.users, users))
    throw rotaError(
      'CONFLICT',
      said`this is the last administrator: make somebody else one first. On the computer itself it can be done all the same, with "rota user"`,
    );
  return { ...document, users: [...users] };
}

/** 256 bits, shown once. */
function newInvitation(until: number) {
  const token = randomBytes(32).toString('base64url');
  return { token, until, stored: { digest: digestOf(token), until } };
}
