import type { User } from '../../contract/people.ts';
import { rotaError } from '../../contract/errors.ts';
import { passwordFault } from '../domain/password-rules.ts';
import { foldUser, userFault } from '../domain/user-rules.ts';
import type { StoredUser } from '../store/config-document.ts';
import type { PasswordHash } from './password-hash.ts';
import type { UserVerbs } from './user-verbs.ts';
import { digestOf, noUser, type UserDeps } from './user-deps.ts';

interface Deps extends Pick<UserDeps, 'config' | 'clock' | 'audit' | 'taggedProcesses'> {
  readonly hash: PasswordHash;
  readonly tell: (id: string) => void;
  readonly get: (id: string) => User;
  readonly shown: (user: StoredUser) => User;
}

type Verbs = Pick<UserVerbs, 'invited' | 'accept' | 'verify' | 'isPassword' | 'setPassword'>;

/** Passwords: chosen by an invitation, checked, changed. */
export function userPasswords({ config, clock, audit, hash, tell, get, shown }: Deps): Verbs {
  const present = (id: string) => config.get().users.find((user) => user.id === id);

  function invited(digest: string, users: readonly StoredUser[]): StoredUser | undefined {
    const found = users.find((user) => user.invitation?.digest === digest);
    const isOpen = found !== undefined && !found.isDisabled && (found.invitation?.until ?? 0) > clock.now();
    return isOpen ? found : undefined;
  }

  function checkPassword(password: string, { name, title }: Pick<User, 'name' | 'title'>): void {
    const fault = passwordFault(password, [name, title]);
    if (fault !== null) throw rotaError('BODY_INVALID', fault, 'password');
  }

  return {
    invited(token) {
      const user = invited(digestOf(token), config.get().users);
      return user === undefined ? null : { user: shown(user), until: user.invitation!.until };
    },

    async accept(token, password, title) {
      const digest = digestOf(token);
      const user = invited(digest, config.get().users);
      if (user === undefined) return null;
      checkPassword(password, { name: user.name, title: title ?? user.title });
      const passwordHash = await hash.make(password);
      let isDone = false;
      await config.update((document) => {
        // Somebody else may have used it meanwhile.
        const now = invited(digest, document.users);
        if ((isDone = now !== undefined) === false) return document;
        const after: StoredUser = {
          ...now!,
          ...(title === undefined ? {} : { title }),
          ...{ passwordHash, invitation: null, sessionRound: now!.sessionRound + 1 },
        };
        const fault = userFault(after, document.users);
        if (fault !== null) throw rotaError(fault.code, fault.sentence, fault.field);
        return { ...document, users: document.users.map((one) => (one === now ? after : one)) };
      });
      if (!isDone) return null;
      tell(user.id);
      return get(user.id);
    },

    async verify(name, password, isKnown) {
      const key = foldUser(name);
      const user = config.get().users.find((one) => foldUser(one.name) === key && !one.isDisabled);
      const isRight = await hash.isRight(password, user?.passwordHash ?? null, isKnown);
      if (user === undefined || !isRight) return null;
      // What was hashed must be what holds now.
      const now = present(user.id);
      return now === undefined || now.isDisabled || now.passwordHash !== user.passwordHash ? null : shown(now);
    },

    async isPassword(id, password) {
      return hash.isRight(password, present(id)?.passwordHash ?? null, true);
    },

    async setPassword(id, password, caller) {
      checkPassword(password, get(id));
      const passwordHash = await hash.make(password);
      let name = id;
      await config.update((document) => {
        const user = document.users.find((one) => one.id === id);
        if (user === undefined) throw noUser(id);
        name = user.name;
        const after = { ...user, passwordHash, invitation: null, sessionRound: user.sessionRound + 1 };
        return { ...document, users: document.users.map((one) => (one === user ? after : one)) };
      });
      audit(caller, 'password set', name);
      tell(id);
    },
  };
}
