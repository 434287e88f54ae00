import type { ConsoleApi } from '../../contract/api.ts';
import type { PortAnswer, SessionAnswer } from '../../contract/console.ts';
import { rotaError } from '../../contract/errors.ts';
import type { Clock } from '../engine/clock.ts';
import type { Caller, Engine } from '../engine/engine.ts';
import { cookieName, cookieOf } from './access.ts';
import { TooManyFailures } from './basic-auth.ts';
import type { FailureBrake } from './failure-brake.ts';
import type { Call } from './mount.ts';
import { tryPort } from './taken-port.ts';
import { person, sessionLifeMs, type Sessions } from './session.ts';

export interface SessionFacts {
  readonly version: string;
  readonly isDesktop: boolean;
  /** The zone of this computer; the settings may name another. */
  readonly timezone: string;
  readonly url: () => string;
}

interface Deps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly brake: FailureBrake;
  readonly facts: SessionFacts;
}

/** Signing in and out, and what a page wants to know first. */
export function createSessionRoutes({ engine, clock, sessions, brake, facts }: Deps) {
  const { port, host } = engine.settings.get();

  function describe(): SessionAnswer {
    const { isPaused, until } = engine.schedules.pausedAll();
    const settings = engine.settings.get();
    return {
      worker: engine.worker.status(),
      settings,
      baseUrl: facts.url(),
      version: facts.version,
      epoch: engine.epoch,
      timezone: settings.timezone ?? facts.timezone,
      now: clock.now(),
      home: engine.home,
      isDesktop: facts.isDesktop,
      isPaused,
      pausedUntil: until,
      hasClients: engine.clients.all().some(({ revokedAt }) => revokedAt === null),
    };
  }

  function setCookie(
    { request, response }: Pick<Call<ConsoleApi['signIn']>, 'request' | 'response'>,
    secret: string | null,
  ) {
    response.cookie(cookieName(request), secret ?? '', {
      httpOnly: true,
      sameSite: 'strict',
      secure: request.secure,
      path: '/',
      maxAge: secret === null ? 0 : sessionLifeMs,
    });
  }

  return {
    signIn(call: Call<ConsoleApi['signIn']>): SessionAnswer {
      const address = call.request.socket.remoteAddress;
      const waitMs = brake.take(address);
      if (waitMs !== null) throw new TooManyFailures(waitMs);
      const secret = sessions.open(call.input.token);
      if (secret === null) {
        throw rotaError(
          'UNAUTHORIZED',
          'This sign-in link was used already or is too old: ask for a new one with "rota open"',
        );
      }
      brake.giveBack(address);
      setCookie(call, secret);
      engine.audit.record(person('operator'), 'sign-in', 'page');
      return describe();
    },
    describe,
    signOut(call: Call<ConsoleApi['signOut']>) {
      const secret = cookieOf(call.request);
      if (secret !== null) sessions.end(secret);
      setCookie(call, null);
      engine.audit.record(call.caller, 'sign-out', 'page');
      return { ok: true } as const;
    },
    newLink(caller: Caller) {
      engine.audit.record(caller, 'sign-in-link', 'page');
      return { url: signInUrl(facts.url(), sessions) };
    },
    /** Whether Rota could listen on a port after its next start. */
    async checkPort(wanted: number): Promise<PortAnswer> {
      const here = new URL(facts.url());
      if (Number(here.port) === wanted) return { state: 'ours', holder: null };
      return tryPort(engine.settings.get().host ?? here.hostname, wanted);
    },
    /** Address and port are taken once, at the start. */
    needsRestart(): boolean {
      const now = engine.settings.get();
      return now.port !== port || now.host !== host;
    },
  };
}
export type SessionRoutes = ReturnType<typeof createSessionRoutes>;

/** The token stands behind `#`, which browsers do not send: it comes into no log. */
export const signInUrl = (url: string, sessions: Sessions): string =>
  `${url}/#/sign-in?token=${sessions.newLinkToken()}`;
