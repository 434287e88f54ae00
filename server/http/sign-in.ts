import type { Request, Response } from 'express';
import type { SessionAnswer } from '../../contract/console.ts';
import { rotaError } from '../../contract/errors.ts';
import type { SignedIn } from '../../contract/people.ts';
import { said } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Caller } from '../people/caller.ts';
import { HashBusy } from '../people/secret-hash.ts';
import { foldUser } from '../people/user-words.ts';
import { nobody } from './gates/access.ts';
import { TooManyFailures } from './gates/basic-auth.ts';
import type { FailureBrake } from './gates/failure-brake.ts';
import { browserWords } from './session/browser-words.ts';
import { markOf, setCookie, setMark } from './session/session-cookie.ts';
import type { Sessions } from './session/session.ts';

export type Asked = { readonly request: Request; readonly response: Response };

export interface SignInDeps {
  readonly engine: Pick<Engine, 'users' | 'ways' | 'audit'>;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly brake: FailureBrake;
  readonly describe: (caller: Caller) => SessionAnswer;
}

/** One line in the audit for each name. */
const failureEveryMs = 60_000;

/** How users come in: what is proved, and the session that is opened then. */
export function createSignIn(deps: SignInDeps) {
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

  return {
    openSessionFor,
    /** Signs in whose password was right, or asks for the second proof. */
    afterPassword: (asked: Asked, userId: string): SignedIn => {
      const ticket = engine.ways.codes.ticketFor(userId);
      return { session: ticket === null ? openSessionFor(asked, userId) : null, ticket };
    },
    /**
     * Checks a proof, with a limit of tries by name and place: a browser that this user signed in with, else the address. Throws UNAUTHORIZED
     * if `check` resolves to null, or TooManyFailures.
     */
    tried: async <T>(
      { request }: Pick<Asked, 'request'>,
      name: string,
      check: (isKnown: boolean) => Promise<T | null>,
    ): Promise<T> => {
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
      if (found === null) {
        noteFailure(name, request.ip);
        throw wrong();
      }
      deps.brake.forgive(...of);
      return found;
    },
  };
}
export type SignIn = ReturnType<typeof createSignIn>;

/** The same for an unknown name and a wrong password. */
const wrong = () => rotaError('UNAUTHORIZED', said`Name or password is wrong`);

/** Where a session is opened from. */
export const placeOf = (request: Request) => ({
  browser: browserWords(request.get('User-Agent')),
  address: (request.ip ?? '').replace(/^::ffff:/, ''),
});

/** Failed sign-ins in the audit, at most one a minute for a name. What is no user's name may be a password that was typed in its place. */
function failureNotes({ engine, clock }: SignInDeps) {
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
