import type { AuditAction } from '../../../contract/audit.ts';
import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { StoredUser } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { Audit } from '../audit.ts';
import type { Caller } from '../caller.ts';
import { noUser } from '../user-deps.ts';

export interface UserBookDeps {
  readonly config: Pick<ConfigStore, 'get' | 'update'>;
  /** Calls after a user was changed. */
  readonly tell: (id: string) => void;
}

/** The stored users, for what the ways to sign in keep with them. Changes are durable once resolved. */
export function createUserBook({ config, tell }: UserBookDeps) {
  const all = (): readonly StoredUser[] => config.get().users;

  /** Decides and stores in one step. What `to` throws leaves all as it was; the same list: nothing is stored. */
  async function decide<T extends { readonly id: string | null }>(
    to: (users: readonly StoredUser[]) => { readonly users: readonly StoredUser[]; readonly result: T },
  ): Promise<T> {
    let decided: T | null = null;
    await config.update((document) => {
      const { users, result } = to(document.users);
      decided = result;
      return users === document.users ? document : { ...document, users: [...users] };
    });
    const { id } = decided!;
    if (id !== null) tell(id);
    return decided!;
  }

  return {
    all,
    decide,
    /** Rejects with NOT_FOUND. */
    async change(id: string, to: (user: StoredUser) => StoredUser): Promise<StoredUser> {
      return decide((users) => {
        const result = to(userIn({ all: () => users }, id));
        return { users: users.map((one) => (one.id === id ? result : one)), result };
      });
    },
  };
}
export type UserBook = ReturnType<typeof createUserBook>;

/** Throws NOT_FOUND. */
export function userIn(book: Pick<UserBook, 'all'>, id: string): StoredUser {
  const found = book.all().find((one) => one.id === id);
  if (found === undefined) throw noUser(id);
  return found;
}

/** The user of a person who is signed in. Throws CONFLICT for whoever has the computer itself: they need no sign-in. */
export function ownUser(book: Pick<UserBook, 'all'>, { account }: Caller): StoredUser {
  if (account === undefined) {
    throw rotaError('CONFLICT', said`you work without a sign-in here: sign in as a user first`);
  }
  return userIn(book, account.id);
}

/** Records what somebody does who is only just signing in. */
export const auditFor =
  (audit: Audit, callerOf: (id: string) => Caller | null) =>
  (id: string, action: AuditAction, what: Translatable | string): void => {
    const caller = callerOf(id);
    if (caller !== null) audit(caller, action, what);
  };
