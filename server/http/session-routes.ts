import type { ConsoleApi } from '../../contract/api.ts';
import type { SessionAnswer } from '../../contract/console.ts';
import { rotaError } from '../../contract/errors.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { Caller } from '../people/caller.ts';
import type { SessionOf } from '../people/user-verbs.ts';
import type { Engine } from '../engine/engine.ts';
import { TooManyFailures } from './gates/basic-auth.ts';
import type { FailureBrake } from './gates/failure-brake.ts';
import type { Handlers } from './mount.ts';
import { cookieOf, setCookie } from './session/session-cookie.ts';
import { placeOf } from './sign-in.ts';
import type { Sessions } from './session/session.ts';

export interface SessionFacts {
  readonly version: string;
  readonly isDesktop: boolean;
  /** The zone of this computer; the settings may name another. */
  readonly timezone: () => string;
  readonly url: () => string;
  readonly certificateProblem: () => Translatable | null;
}

interface Deps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly brake: FailureBrake;
  readonly facts: SessionFacts;
}

/** Sign-in, sign-out, and the first facts that a page needs. */
export function createSessionRoutes({ engine, clock, sessions, brake, facts }: Deps) {
  function describe(caller: Caller): SessionAnswer {
    const { account, name } = caller;
    const { isPaused, until } = engine.schedules.pausedAll();
    const settings = engine.settings.get();
    const timezone = settings.timezone ?? facts.timezone();
    return {
      worker: engine.worker.status(),
      isFleet: engine.workers.isFleet,
      database: engine.workers.database(),
      settings,
      baseUrl: facts.url(),
      version: facts.version,
      epoch: engine.epoch,
      timezone,
      now: clock.now(),
      home: engine.home,
      isDesktop: facts.isDesktop,
      isPaused,
      pausedUntil: until,
      certificateProblem: facts.certificateProblem(),
      zones: engine.zones.tables([timezone]),
      me: {
        userId: account?.id ?? null,
        name,
        role: account?.role ?? 'administrator',
        tags: account === undefined || account.tags === null ? null : [...account.tags],
      },
      own: null,
      hasClients: engine.clients.all().some(({ revokedAt }) => revokedAt === null),
    };
  }

  /** With what a user chose for themself, which is kept in the database. */
  const describeWhole = async (caller: Caller): Promise<SessionAnswer> => ({
    ...describe(caller),
    own: await engine.settings.ofPerson(caller),
  });

  const handlers: Pick<Handlers<ConsoleApi>, 'signIn' | 'session' | 'signOut' | 'signInLink'> = {
    async signIn(call) {
      const secret = sessions.open(call.input.token, placeOf(call.request));
      const caller = secret === null ? null : sessions.callerOf(secret);
      if (secret === null || caller === null) {
        const waitMs = brake.failed('link', '', call.request.ip);
        if (waitMs !== null) throw new TooManyFailures(waitMs, { isLink: true });
        throw rotaError(
          'UNAUTHORIZED',
          said`This sign-in link was used already or is too old: ask for a new one with "rota open"`,
        );
      }
      await sessions.stored();
      setCookie(call, secret);
      engine.audit.record(caller, 'sign-in', '');
      return describeWhole(caller);
    },
    session: ({ caller }) => describeWhole(caller),
    async signOut(call) {
      const secret = cookieOf(call.request);
      if (secret !== null) sessions.end(secret);
      await sessions.stored();
      setCookie(call, null);
      engine.audit.record(call.caller, 'sign-out', '');
      return { ok: true } as const;
    },
    signInLink({ caller }) {
      engine.audit.record(caller, 'sign-in-link', '');
      const of = caller.account === undefined ? null : engine.users.sessionOf(caller.account.id);
      return { url: signInUrl(facts.url(), sessions, of) };
    },
  };
  return { handlers, describe };
}
export type SessionRoutes = ReturnType<typeof createSessionRoutes>;

/** The token is after `#`, which browsers do not send, so it appears in no log. */
export const signInUrl = (url: string, sessions: Sessions, of: SessionOf | null = null): string =>
  `${url}/#/sign-in?token=${sessions.newLinkToken(of)}`;
