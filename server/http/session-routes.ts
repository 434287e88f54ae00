import type { ConsoleApi } from '../../contract/api.ts';
import type { SessionAnswer } from '../../contract/console.ts';
import { RotaError, rotaError, type ErrorDetail } from '../../contract/errors.ts';
import type { PortAnswer, RestartAnswer } from '../../contract/upkeep.ts';
import { said } from '../../contract/said.ts';
import type { Clock } from '../engine/clock.ts';
import type { Caller, Engine } from '../engine/engine.ts';
import { cookieName, cookieNameAt, cookieOf } from './access.ts';
import { TooManyFailures } from './basic-auth.ts';
import type { FailureBrake } from './failure-brake.ts';
import type { Call } from './mount.ts';
import { isEveryAddress } from './host-check.ts';
import { openRefusal } from './listen.ts';
import { browserOf, nextAddressFor, type Address } from './next-address.ts';
import { cannotListen, tryPort, tryToListen } from './taken-port.ts';
import { person, sessionLifeMs, type Sessions } from './session.ts';

export interface SessionFacts {
  readonly version: string;
  readonly isDesktop: boolean;
  /** The zone of this computer; the settings may name another. */
  readonly timezone: string;
  readonly url: () => string;
  /** Where Rota listens now. */
  readonly address: () => Address;
}

interface Deps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly brake: FailureBrake;
  readonly facts: SessionFacts;
  readonly restart: Restart;
}

export interface Restart {
  /** Where the next start would listen. */
  next(): Address;
  /** Reads the certificate of that address, or makes it; throws a RotaError where it cannot be used. */
  readCertificate(): Promise<void>;
  /** Absent where nobody would start this Rota again after it has stopped. */
  readonly begin?: () => void;
  /** Why the start that is just over did not lead there. */
  readonly problem?: ErrorDetail;
  /** How long the last start took. */
  startMs(): number;
}

/** Signing in and out, and what a page wants to know first. */
export function createSessionRoutes({ engine, clock, sessions, brake, facts, restart }: Deps) {
  let isRestarting = false;
  let problem: ErrorDetail | null = restart.problem ?? null;
  /** The settings that the problem is about. */
  let { port, host } = engine.settings.get();

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
    isSecure = request.secure,
  ) {
    response.cookie(name, secret ?? '', {
      httpOnly: true,
      sameSite: 'strict',
      secure: isSecure,
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
      if (facts.address().port === wanted) return { state: 'ours', holder: null };
      return tryPort(restart.next().host, wanted);
    },
    /** Address and port are taken once, at the start. */
    restartFacts() {
      const now = engine.settings.get();
      if (now.port !== port || now.host !== host) problem = null;
      return {
        needsRestart: isElsewhere(restart.next(), facts.address()),
        canRestart: restart.begin !== undefined,
        restartProblem: problem,
      };
    },
    /** Begins once the answer is out. An address that could not be had is refused while the old one still answers. */
    async restart(call: Call<ConsoleApi['restartServer']>): Promise<RestartAnswer> {
      const { begin } = restart;
      if (begin === undefined) {
        throw rotaError('CONFLICT', said`This Rota cannot start itself again: close it and start it again`);
      }
      const next = restart.next();
      const refusal = (await whyNot(next, facts.address())) ?? (await whyNoCertificate(restart));
      if (isRestarting) throw rotaError('SHUTTING_DOWN', said`Rota is restarting already`);
      ({ port, host } = engine.settings.get());
      problem = refusal?.details[0] ?? null;
      if (refusal !== null) throw refusal;
      isRestarting = true;
      engine.audit.record(call.caller, 'restart', '');
      const { url, isMoving, isSameName, isOutOfReach } = nextAddressFor(browserOf(call.request), next);
      const secret = cookieOf(call.request);
      // The cookie is named by the port: the browser is to be signed in at the next one, too.
      if (isMoving && isSameName && secret !== null) {
        const name = cookieNameAt(next.port === 0 ? facts.address().port : next.port);
        setCookie(call, secret, name, call.request.secure && next.isTls);
      }
      call.response.once('close', begin);
      // It belongs to a name as well: under another one the browser signs in anew, with a link of its own.
      const place = isSameName || isOutOfReach || secret === null ? url : lastingUrl(url, sessions);
      return { ok: true, url: isMoving ? place : null, isOutOfReach, startMs: restart.startMs() };
    },
  };
}
export type SessionRoutes = ReturnType<typeof createSessionRoutes>;

const isElsewhere = (next: Address, now: Address): boolean =>
  next.host !== now.host || next.isTls !== now.isTls || (next.port !== 0 && next.port !== now.port);

/** Tries the next address while Rota listens on its present one; null where nothing speaks against it. */
async function whyNot(next: Address, now: Address): Promise<RotaError | null> {
  if (!isElsewhere(next, now)) return null;
  const isOurPort = next.port === now.port;
  if (isOurPort && next.host === now.host) return null;
  // Where one address may be the other, or holds it, we would only meet ourselves: whether it is there is all that can be tried.
  const isOverOurs =
    isOurPort && [next, now].some(({ host: name }) => isEveryAddress(name) || name.toLowerCase() === 'localhost');
  const error = await tryToListen(next.host, isOverOurs ? 0 : next.port);
  return error === null ? openRefusal(next.host, next.isTls) : cannotListen(error, next.host, next.port);
}

/** To make one takes a while: it is there before the old server goes, so that the next one is quick. */
async function whyNoCertificate(restart: Restart): Promise<RotaError | null> {
  try {
    await restart.readCertificate();
    return null;
  } catch (error) {
    if (error instanceof RotaError) return error;
    throw error;
  }
}

/** The token stands behind `#`, which browsers do not send: it comes into no log. */
export const signInUrl = (url: string, sessions: Sessions): string =>
  `${url}/#/sign-in?token=${sessions.newLinkToken()}`;

const lastingUrl = (url: string, sessions: Sessions): string => `${url}/#/sign-in?token=${sessions.newLastingToken()}`;
