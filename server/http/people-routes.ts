import type { Request, Response } from 'express';
import type { ConsoleApi } from '../../contract/api.ts';
import type { SessionAnswer } from '../../contract/console.ts';
import { rotaError } from '../../contract/errors.ts';
import type { SignedIn } from '../../contract/people.ts';
import { said } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Caller } from '../people/caller.ts';
import { HashBusy } from '../people/secret-hash.ts';
import type { Invitation } from '../people/user-verbs.ts';
import { foldUser } from '../people/user-words.ts';
import { nobody } from './gates/access.ts';
import { TooManyFailures } from './gates/basic-auth.ts';
import type { FailureBrake } from './gates/failure-brake.ts';
import type { Call, Handlers } from './mount.ts';
import { browserWords } from './session/browser-words.ts';
import { cookieOf, markOf, setCookie, setMark } from './session/session-cookie.ts';
import type { Sessions } from './session/session.ts';

type Asked = { readonly request: Request; readonly response: Response };

/** A second proof after the password. */
export interface SecondFactor {
  /** A ticket for the second step if this user must prove more than the password; null if not. */
  ticketFor(userId: string): string | null;
}

interface Deps {
  readonly engine: Pick<Engine, 'users' | 'audit'>;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly brake: FailureBrake;
  readonly url: () => string;
  readonly describe: (caller: Caller) => SessionAnswer;
  readonly secondFactor?: SecondFactor;
}

type Names =
  | 'signInWays'
  | 'signInWithPassword'
  | 'invitation'
  | 'acceptInvitation'
  | 'me'
  | 'changeMe'
  | 'changePassword'
  | 'mySessions'
  | 'allSessions'
  | 'endSession'
  | 'users'
  | 'createUser'
  | 'changeUser'
  | 'removeUser'
  | 'newInvitation'
  | 'endSessionsOf';

const ok = { ok: true } as const;
/** One line in the audit for each name. */
const failureEveryMs = 60_000;

/** People who sign in: with a password, by an invitation; their sessions, and who they are. */
export function createPeopleRoutes(deps: Deps) {
  const { engine, sessions } = deps;
  const { users } = engine;
  const noteFailure = failureNotes(deps);

  /** Signs a user in who has proved who it is. Throws UNAUTHORIZED if the user may not. */
  function openSessionFor(asked: Asked, userId: string): SessionAnswer {
    const of = users.sessionOf(userId);
    const caller = of === null ? null : users.callerOf(of);
    if (of === null || caller === null) throw wrong();
    setCookie(asked, sessions.openFor(of, placeOf(asked.request)));
    setMark(asked, users.browserMark(userId));
    engine.audit.record(caller, 'sign-in', '');
    void users.noteSignIn(userId);
    return deps.describe(caller);
  }

  function afterPassword(asked: Asked, userId: string): SignedIn {
    const ticket = deps.secondFactor?.ticketFor(userId) ?? null;
    return { session: ticket === null ? openSessionFor(asked, userId) : null, ticket };
  }

  /** Checks a password, with a limit of tries by name and place: a browser that this user signed in with, else the address. */
  async function tried<T>({ request }: Asked, name: string, check: (isKnown: boolean) => Promise<T | null>) {
    const mark = markOf(request);
    const browser = mark === null ? null : users.browserOf(mark, name);
    const of = ['person', foldUser(name), browser === null ? request.ip : `browser ${browser}`] as const;
    // Counted before it is checked, and given back if it was right: guesses at the same time are not free.
    const waitMs = deps.brake.failed(...of);
    if (waitMs !== null) throw new TooManyFailures(waitMs);
    const found = await check(browser !== null).catch((error: unknown) => {
      deps.brake.forgive(...of);
      throw error instanceof HashBusy ? new TooManyFailures(1_000) : error;
    });
    if (found === null) throw (noteFailure(name, request.ip), wrong());
    deps.brake.forgive(...of);
    return found;
  }

  const linkOf = ({ token, until }: Invitation) => ({ url: `${deps.url()}/#/invitation?token=${token}`, until });
  const account = ({ account: own }: Caller) => {
    if (own === undefined)
      throw rotaError(
        'CONFLICT',
        said`you came without a user, as whoever has the computer: there is no password to change`,
      );
    return own;
  };

  const handlers: Pick<Handlers<ConsoleApi>, Names> = {
    signInWays: () => ({ hasUsers: users.hasAny() }),
    async signInWithPassword(call) {
      const { name, password } = call.input;
      const { id } = await tried(call, name, (isKnown) => users.verify(name, password, isKnown));
      return afterPassword(call, id);
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
      if (caller !== null) engine.audit.record(caller, 'password set', user.name);
      return afterPassword(call, user.id);
    },
    me: ({ caller }) => ({ user: caller.account === undefined ? null : users.get(caller.account.id) }),
    async changeMe({ caller, input }) {
      return { user: await users.change(account(caller).id, input, caller) };
    },
    async changePassword(call) {
      const { id } = account(call.caller);
      const { name } = users.get(id);
      await tried(call, name, async () => ((await users.isPassword(id, call.input.present)) ? true : null));
      await users.setPassword(id, call.input.password, call.caller);
      // The round has ended all sessions: this browser gets a new one.
      const of = users.sessionOf(id);
      if (of !== null) setCookie(call, sessions.openFor(of, placeOf(call.request)));
      return ok;
    },
    mySessions: (call) => ({
      sessions: listed(call, sessions).filter(({ userId }) => userId === (call.caller.account?.id ?? null)),
    }),
    allSessions: (call) => ({ sessions: listed(call, sessions) }),
    endSession(call) {
      const { caller, path } = call;
      const mayAll = caller.account === undefined || caller.account.role === 'administrator';
      const isEnded = sessions.endById(path.id, ({ of }) => mayAll || of?.userId === caller.account?.id);
      if (!isEnded) throw rotaError('NOT_FOUND', said`there is no such session: it may have ended already`);
      engine.audit.record(caller, 'session ended', '');
      return ok;
    },
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
  return { handlers, openSessionFor };
}
export type PeopleRoutes = ReturnType<typeof createPeopleRoutes>;

/** The same for an unknown name and a wrong password. */
const wrong = () => rotaError('UNAUTHORIZED', said`Name or password is wrong`);

function usedUp({ brake }: Deps, { request }: Pick<Call<ConsoleApi['invitation']>, 'request'>): Error {
  const waitMs = brake.failed('link', '', request.ip);
  if (waitMs !== null) return new TooManyFailures(waitMs, { isLink: true });
  return rotaError(
    'UNAUTHORIZED',
    said`This invitation was used already, is too old, or was replaced by a newer one: ask an administrator for a new one`,
  );
}

export const placeOf = (request: Request) => ({
  browser: browserWords(request.get('User-Agent')),
  address: (request.ip ?? '').replace(/^::ffff:/, ''),
});

/** Those that still work, each with the name of its user. */
function listed({ request }: Pick<Asked, 'request'>, sessions: Sessions) {
  return sessions.all(cookieOf(request)).map(({ caller, ...rest }) => ({ ...rest, who: caller.name }));
}

/** Failed sign-ins in the audit, at most one a minute for a name. What is no user's name may be a password that was typed in its place. */
function failureNotes({ engine, clock }: Deps) {
  const noted = new Map<string, number>();
  return (name: string, address: string | undefined): void => {
    const user = engine.users.all().find((one) => foldUser(one.name) === foldUser(name));
    const key = user?.id ?? '';
    const now = clock.monotonic();
    if (now - (noted.get(key) ?? -Infinity) < failureEveryMs) return;
    noted.set(key, now);
    const from = address ?? '?';
    const what =
      user === undefined ? said`with a name that nobody has, from ${from}` : said`as "${user.name}", from ${from}`;
    engine.audit.record(nobody, 'sign-in failed', what);
  };
}
