import type { ConsoleApi } from '../../contract/api.ts';
import type { SessionAnswer } from '../../contract/console.ts';
import type { PortAnswer, RestartAnswer } from '../../contract/upkeep.ts';
import { rotaError, wholeSentence } from '../../contract/errors.ts';
import { said } from '../../contract/said.ts';
import type { Clock } from '../engine/clock.ts';
import type { Caller, Engine } from '../engine/engine.ts';
import { cookieName, cookieNameAt, cookieOf } from './access.ts';
import { TooManyFailures } from './basic-auth.ts';
import type { FailureBrake } from './failure-brake.ts';
import type { Call } from './mount.ts';
import { portTaken, tryPort } from './taken-port.ts';
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
  readonly restart: Restart | null;
}

/** Where there is somebody who starts this Rota again after it has stopped. */
export interface Restart {
  /** Where the next start would listen; port 0 takes any. */
  next(): { readonly host: string; readonly port: number };
  begin(): void;
}

/** Signing in and out, and what a page wants to know first. */
export function createSessionRoutes({ engine, clock, sessions, brake, facts, restart }: Deps) {
  const { port, host } = engine.settings.get();
  let isRestarting = false;

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
    name = cookieName(request),
  ) {
    response.cookie(name, secret ?? '', {
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
          said`This sign-in link was used already or is too old: ask for a new one with "rota open"`,
        );
      }
      brake.giveBack(address);
      setCookie(call, secret);
      engine.audit.record(person('operator'), 'sign-in', '');
      return describe();
    },
    describe,
    signOut(call: Call<ConsoleApi['signOut']>) {
      const secret = cookieOf(call.request);
      if (secret !== null) sessions.end(secret);
      setCookie(call, null);
      engine.audit.record(call.caller, 'sign-out', '');
      return { ok: true } as const;
    },
    newLink(caller: Caller) {
      engine.audit.record(caller, 'sign-in-link', '');
      return { url: signInUrl(facts.url(), sessions) };
    },
    /** Whether Rota could listen on a port after its next start. */
    async checkPort(wanted: number): Promise<PortAnswer> {
      const here = new URL(facts.url());
      if (Number(here.port) === wanted) return { state: 'ours', holder: null };
      return tryPort(engine.settings.get().host ?? here.hostname, wanted);
    },
    /** Address and port are taken once, at the start. */
    restartFacts() {
      const now = engine.settings.get();
      return { needsRestart: now.port !== port || now.host !== host, canRestart: restart !== null };
    },
    /** Begins once the answer is out. A port that could not be had is refused while the old one still answers. */
    async restart(call: Call<ConsoleApi['restartServer']>): Promise<RestartAnswer> {
      if (restart === null) {
        throw rotaError('CONFLICT', said`This Rota cannot start itself again: close it and start it again`);
      }
      const next = restart.next();
      const isMoving = next.port !== 0 && next.port !== Number(new URL(facts.url()).port);
      if (isMoving) {
        const { state } = await tryPort(next.host, next.port);
        if (state === 'taken') throw await portTaken(next.host, next.port);
        if (state !== 'free') throw cannotListen(next);
      }
      if (isRestarting) throw rotaError('SHUTTING_DOWN', said`Rota is restarting already`);
      isRestarting = true;
      engine.audit.record(call.caller, 'restart', '');
      const secret = cookieOf(call.request);
      // The cookie is named by the port: the browser is to be signed in at the next one, too.
      if (isMoving && secret !== null) setCookie(call, secret, cookieNameAt(next.port));
      call.response.once('close', () => restart.begin());
      return { ok: true, port: isMoving ? next.port : null };
    },
  };
}
export type SessionRoutes = ReturnType<typeof createSessionRoutes>;

const cannotListen = ({ host, port }: { host: string; port: number }) =>
  wholeSentence(
    'CONFLICT',
    said`Rota may not listen on ${host}, port ${port}, and was not restarted. Choose another port in the settings.`,
    'port',
  );

/** The token stands behind `#`, which browsers do not send: it comes into no log. */
export const signInUrl = (url: string, sessions: Sessions): string =>
  `${url}/#/sign-in?token=${sessions.newLinkToken()}`;
