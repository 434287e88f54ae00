import type { ConsoleApi } from '../../contract/api.ts';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { Caller } from '../people/caller.ts';
import type { Invitation } from '../people/user-verbs.ts';
import { otherWays } from './identity-callback.ts';
import { TooManyFailures } from './gates/basic-auth.ts';
import type { Call, Handlers } from './mount.ts';
import { cookieOf, setCookie } from './session/session-cookie.ts';
import type { Sessions } from './session/session.ts';
import { createSignIn, placeOf, type Asked, type SignIn, type SignInDeps } from './sign-in.ts';

interface Deps extends SignInDeps {
  readonly url: () => string;
}

type SignInNames = 'signInWays' | 'signInWithPassword' | 'invitation' | 'acceptInvitation';
type OwnNames = 'me' | 'changeMe' | 'changePassword' | 'mySessions' | 'allSessions' | 'endSession';
type UserNames = 'users' | 'createUser' | 'changeUser' | 'removeUser' | 'newInvitation' | 'endSessionsOf';

const ok = { ok: true } as const;

/** People who sign in: with a password, by an invitation; their sessions, and who they are. */
export function createPeopleRoutes(deps: Deps) {
  const signIn = createSignIn(deps);
  const handlers = { ...signInHandlers(deps, signIn), ...ownHandlers(deps, signIn), ...userHandlers(deps) };
  return { handlers, ...signIn };
}
export type PeopleRoutes = ReturnType<typeof createPeopleRoutes>;

function signInHandlers(deps: Deps, { tried, afterPassword }: SignIn): Pick<Handlers<ConsoleApi>, SignInNames> {
  const { users, audit } = deps.engine;
  return {
    signInWays: ({ engine, request }) => ({ hasUsers: users.hasAny(), ...otherWays(engine, request) }),
    async signInWithPassword(call) {
      const { name, password } = call.input;
      const { id } = await tried(call, name, (isKnown) => users.verify(name, password, isKnown));
      return stored(afterPassword(call, id));
    },
    invitation(call) {
      const found = users.invited(call.input.token);
      if (found === null) throw usedUp(deps, call);
      const { user, until } = found;
      return { name: user.name, title: user.title, until, isReset: user.hasPassword };
    },
    async acceptInvitation(call) {
      const { token, password, title } = call.input;
      const user = await users.accept(token, password, title);
      if (user === null) throw usedUp(deps, call);
      const of = users.sessionOf(user.id);
      const caller = of === null ? null : users.callerOf(of);
      if (caller !== null) audit.record(caller, 'password set', user.name);
      return stored(afterPassword(call, user.id));
    },
  };

  /** A session that was opened is still there after a kill. */
  async function stored<T>(answer: T): Promise<T> {
    await deps.sessions.stored();
    return answer;
  }
}

function ownHandlers({ engine, sessions }: Deps, { tried }: SignIn): Pick<Handlers<ConsoleApi>, OwnNames> {
  const { users } = engine;
  return {
    me: ({ caller }) => ({ user: caller.account === undefined ? null : users.get(caller.account.id) }),
    async changeMe({ caller, input }) {
      return { user: await users.change(accountOf(caller).id, input, caller) };
    },
    async changePassword(call) {
      const { id } = accountOf(call.caller);
      const { name } = users.get(id);
      await tried(call, name, async () => ((await users.isPassword(id, call.input.present)) ? true : null));
      await users.setPassword(id, call.input.password, call.caller);
      // The round has ended all sessions: this browser gets a new one.
      const of = users.sessionOf(id);
      if (of !== null) setCookie(call, sessions.openFor(of, placeOf(call.request)));
      await sessions.stored();
      return ok;
    },
    mySessions: (call) => ({
      sessions: listed(call, sessions).filter(({ userId }) => userId === (call.caller.account?.id ?? null)),
    }),
    allSessions: (call) => ({ sessions: listed(call, sessions) }),
    async endSession({ caller, path }) {
      const mayAll = caller.account === undefined || caller.account.role === 'administrator';
      const isEnded = sessions.endById(path.id, ({ of }) => mayAll || of?.userId === caller.account?.id);
      if (!isEnded) throw rotaError('NOT_FOUND', said`there is no such session: it may have ended already`);
      await sessions.stored();
      engine.audit.record(caller, 'session ended', '');
      return ok;
    },
  };
}

function userHandlers({ engine: { users }, url }: Deps): Pick<Handlers<ConsoleApi>, UserNames> {
  const linkOf = ({ token, until }: Invitation) => ({ url: `${url()}/#/invitation?token=${token}`, until });
  return {
    users: () => ({ users: users.all() }),
    async createUser({ input, caller }) {
      const { user, invitation } = await users.create(input, caller);
      return { user, invitation: linkOf(invitation) };
    },
    changeUser: async ({ path, input, caller }) => ({ user: await users.change(path.id, input, caller) }),
    removeUser: async ({ path, caller }) => (await users.remove(path.id, caller), ok),
    newInvitation: async ({ path, caller }) => ({ invitation: linkOf(await users.invite(path.id, caller)) }),
    endSessionsOf: async ({ path, caller }) => (await users.endSessions(path.id, caller), ok),
  };
}

function accountOf({ account }: Caller) {
  if (account !== undefined) return account;
  throw rotaError(
    'CONFLICT',
    said`you came without a user, as whoever has the computer: there is no password to change`,
  );
}

function usedUp({ brake }: Deps, { request }: Pick<Call<ConsoleApi['invitation']>, 'request'>): Error {
  const waitMs = brake.failed('link', '', request.ip);
  if (waitMs !== null) return new TooManyFailures(waitMs, { isLink: true });
  return rotaError(
    'UNAUTHORIZED',
    said`This invitation was used already, is too old, or was replaced by a newer one: ask an administrator for a new one`,
  );
}

/** Those that still work, each with the name of its user. */
function listed({ request }: Pick<Asked, 'request'>, sessions: Sessions) {
  return sessions.all(cookieOf(request)).map(({ caller, ...rest }) => ({ ...rest, who: caller.name }));
}
