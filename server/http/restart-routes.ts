import type { ConsoleApi } from '../../contract/api.ts';
import type { RestoreAnswer } from '../../contract/backups.ts';
import { RotaError, rotaError, type ErrorDetail } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { Settings } from '../../contract/settings.ts';
import type { PortAnswer, RestartAnswer } from '../../contract/upkeep.ts';
import type { Engine } from '../engine/engine.ts';
import { cookieNameAt, cookieOf } from './gates/access.ts';
import { isEveryAddress } from './gates/host-check.ts';
import { openRefusal } from './listening/listen.ts';
import type { Call } from './mount.ts';
import { browserOf, nextAddressFor, type Address } from './listening/next-address.ts';
import { setCookie } from './session/session-cookie.ts';
import type { Sessions } from './session/session.ts';
import { cannotListen, tryPort, tryToListen } from './listening/taken-port.ts';

export interface Restart {
  /** Where the next start would listen, by the settings of now or by others. */
  next(settings?: Settings): Address;
  /** Reads the certificate of an address, or makes it; throws a RotaError where it cannot be used. */
  readCertificate(next: Address): Promise<void>;
  /** Absent where nobody would start this Rota again after it has stopped. */
  readonly begin?: () => void;
  /** Ends Rota for good, as closing it does; absent where whoever started this Rota ends it in another way. */
  readonly end?: () => void;
  /** Why the start that is just over did not lead there. */
  readonly problem?: ErrorDetail;
  /** How long the last start took. */
  startMs(): number;
}

interface Deps {
  readonly engine: Engine;
  readonly sessions: Sessions;
  /** Where Rota listens now. */
  readonly address: () => Address;
  readonly restart: Restart;
}

/** Ending this Rota so that the next one begins, at the address and with the data that it should. */
export function createRestartRoutes({ engine, sessions, address, restart }: Deps) {
  let isRestarting = false;
  let problem: ErrorDetail | null = restart.problem ?? null;
  /** The settings that the problem is about. */
  let { port, host } = engine.settings.get();

  /** Begins once the answer is out; the browser is told where it finds the next Rota. */
  function leave(
    call: Pick<Call<ConsoleApi['restartServer']>, 'request' | 'response'>,
    next: Address,
    begin: () => void,
  ) {
    isRestarting = true;
    const { url, isMoving, isSameName, isOutOfReach } = nextAddressFor(browserOf(call.request), next);
    const secret = cookieOf(call.request);
    // The cookie is named by the port: the browser is to be signed in at the next one, too.
    if (isMoving && isSameName && secret !== null) {
      const name = cookieNameAt(next.port === 0 ? address().port : next.port);
      setCookie(call, secret, name, call.request.secure && next.isTls);
    }
    call.response.once('close', begin);
    // It belongs to a name as well: under another one the browser signs in anew, with a link of its own.
    const place = isSameName || isOutOfReach || secret === null ? url : lastingUrl(url, sessions);
    return { ok: true as const, url: isMoving ? place : null, isOutOfReach, startMs: restart.startMs() };
  }

  function refuseTwice(): void {
    if (isRestarting) throw rotaError('SHUTTING_DOWN', said`Rota is restarting already`);
  }

  const whyNot = async (next: Address): Promise<RotaError | null> =>
    (await whyNoAddress(next, address())) ?? (await whyNoCertificate(restart, next));

  return {
    /** Whether Rota could listen on a port after its next start. */
    async checkPort(wanted: number): Promise<PortAnswer> {
      if (address().port === wanted) return { state: 'ours', holder: null };
      return tryPort(restart.next().host, wanted);
    },
    /** Address and port are taken once, at the start. */
    facts() {
      const now = engine.settings.get();
      if (now.port !== port || now.host !== host) problem = null;
      return {
        needsRestart: isElsewhere(restart.next(), address()),
        canRestart: restart.begin !== undefined,
        restartProblem: problem,
      };
    },
    /** An address that could not be had is refused while the old one still answers. */
    async restart(call: Call<ConsoleApi['restartServer']>): Promise<RestartAnswer> {
      const { begin } = restart;
      if (begin === undefined) {
        throw rotaError('CONFLICT', said`This Rota cannot start itself again: close it and start it again`);
      }
      const next = restart.next();
      const refusal = await whyNot(next);
      refuseTwice();
      ({ port, host } = engine.settings.get());
      problem = refusal?.details[0] ?? null;
      if (refusal !== null) throw refusal;
      engine.audit.record(call.caller, 'restart', '');
      return leave(call, next, begin);
    },
    /** What a signal asks on other systems, Windows has no way to ask. Begins once the answer is out. */
    stop(call: Pick<Call<ConsoleApi['stopServer']>, 'caller' | 'response'>): { ok: true } {
      const { end } = restart;
      if (end === undefined)
        throw rotaError('CONFLICT', said`This Rota cannot end itself: end the program that started it`);
      refuseTwice();
      isRestarting = true;
      engine.audit.record(call.caller, 'stop', '');
      call.response.once('close', end);
      return { ok: true };
    },
    /** What speaks against the backup, or against the address that its settings name, is said before anything stops. */
    async restore(call: Call<ConsoleApi['restoreBackup']>): Promise<RestoreAnswer> {
      const { name } = call.path;
      const { passphrase } = call.input;
      const { begin } = restart;
      const next = restart.next(await engine.backups.check(name, passphrase));
      const refusal = begin === undefined ? null : await whyNot(next);
      refuseTwice();
      if (refusal !== null) throw refusal;
      if (begin === undefined) {
        await engine.backups.planRestore(name, call.caller, passphrase);
        return { backup: name, restart: null };
      }
      isRestarting = true;
      try {
        await engine.backups.planRestore(name, call.caller, passphrase);
      } catch (error) {
        isRestarting = false;
        throw error;
      }
      return { backup: name, restart: leave(call, next, begin) };
    },
  };
}
export type RestartRoutes = ReturnType<typeof createRestartRoutes>;

const isElsewhere = (next: Address, now: Address): boolean =>
  next.host !== now.host || next.isTls !== now.isTls || (next.port !== 0 && next.port !== now.port);

/** Tries the next address while Rota listens on its present one; null where nothing speaks against it. */
async function whyNoAddress(next: Address, now: Address): Promise<RotaError | null> {
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
async function whyNoCertificate(restart: Restart, next: Address): Promise<RotaError | null> {
  try {
    await restart.readCertificate(next);
    return null;
  } catch (error) {
    if (error instanceof RotaError) return error;
    throw error;
  }
}

/** One that the next start takes, too. */
const lastingUrl = (url: string, sessions: Sessions): string => `${url}/#/sign-in?token=${sessions.newLastingToken()}`;
