import { randomUUID } from 'node:crypto';
import type { User } from '../../contract/people.ts';
import type { Role } from '../../contract/roles.ts';
import type { Scope } from '../../contract/client.ts';
import { userOwner } from '../domain/owner.ts';
import { foldUser } from '../domain/user-rules.ts';
import type { StoredUser } from '../store/config-document.ts';
import type { Caller } from './caller.ts';
import { createPasswordHash } from './password-hash.ts';
import { noUser, type UserDeps } from './user-deps.ts';
import { userChanges } from './user-changes.ts';
import { userPasswords } from './user-passwords.ts';
import type { UserVerbs } from './user-verbs.ts';

export interface Users extends UserVerbs {
  /** Stops following the document. */
  forget(): void;
}

/** The people who sign in. */
export function createUsers(deps: UserDeps): Users {
  const { config, clock, log } = deps;
  const hash = deps.hash ?? createPasswordHash();
  const listeners = new Set<() => void>();
  const hear = (): void => listeners.forEach((listener) => listener());
  const forget = config.onReload(hear);

  const find = (id: string): StoredUser | undefined => config.get().users.find((user) => user.id === id);
  const shown = (user: StoredUser): User => shownUser(user, clock.now());

  function tell(id: string): void {
    deps.announce({ type: 'user', id });
    hear();
  }

  function get(id: string): User {
    const user = find(id);
    if (user === undefined) throw noUser(id);
    return shown(user);
  }

  return {
    ...userChanges({ ...deps, tell, get }),
    ...userPasswords({ ...deps, hash, tell, get, shown }),
    ...browserMarks(deps),
    get,
    hasAny: () => config.get().users.some(({ isDisabled }) => !isDisabled),
    all: () => config.get().users.map(shown),
    sessionOf(id) {
      const user = find(id);
      return user === undefined || user.isDisabled ? null : { userId: id, round: user.sessionRound };
    },
    callerOf({ userId, round }) {
      const user = find(userId);
      if (user === undefined || user.isDisabled || user.sessionRound !== round) return null;
      return callerOf(user, deps.taggedProcesses);
    },
    async noteSignIn(id) {
      const at = clock.now();
      await config
        .update((document) => ({
          ...document,
          users: document.users.map((user) => (user.id === id ? { ...user, lastSignInAt: at } : user)),
        }))
        .catch((error: unknown) => log.warn('the last sign-in of a user could not be written', { error }));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forget,
  };
}

/** What code that asks for scopes, and not for a role, may let a role do. */
const scopesOf: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: ['read'],
  operator: ['read', 'start'],
  editor: ['read', 'start', 'manage'],
  administrator: ['read', 'start', 'manage'],
};

function callerOf({ id, title, role, tags }: StoredUser, tagged: UserDeps['taggedProcesses']): Caller {
  return {
    kind: 'person',
    owner: userOwner(id),
    name: title,
    user: null,
    scopes: scopesOf[role],
    processes: tags === null ? null : tagged(tags),
    account: { id, role, tags },
  };
}

function shownUser(user: StoredUser, now: number): User {
  const { id, name, title, email, role, tags, isDisabled, createdAt, lastSignInAt, identity, invitation } = user;
  return {
    ...{ id, name, title, email, role, tags, isDisabled, createdAt, lastSignInAt, identity },
    hasPassword: user.passwordHash !== null,
    invitedUntil: invitation !== null && invitation.until > now ? invitation.until : null,
    hasCodes: user.codes !== null,
    passkeys: user.passkeys.length,
  };
}

const markName = 'browser';

/** A browser that a user has signed in with has tries of its own, which nobody else can use up. */
function browserMarks({ config, secrets }: UserDeps): Pick<UserVerbs, 'browserMark' | 'browserOf'> {
  return {
    browserMark(id) {
      const { [markName]: sealed } = secrets.sealValues({ [markName]: [id, randomUUID()] }, [markName]);
      return Buffer.from((sealed as { $sealed: string }).$sealed).toString('base64url');
    },
    browserOf(mark, name) {
      try {
        const $sealed = Buffer.from(mark, 'base64url').toString();
        const [id, browser] = secrets.openValues({ [markName]: { $sealed } })[markName] as [string, string];
        const user = config.get().users.find((one) => one.id === id);
        return user !== undefined && foldUser(user.name) === foldUser(name) ? browser : null;
      } catch {
        return null;
      }
    },
  };
}
