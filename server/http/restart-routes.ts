import type { ConsoleApi } from '../../contract/api.ts';
import type { RestoreAnswer } from '../../contract/backups.ts';
import { RotaError, rotaError, type ErrorDetail } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { Settings } from '../../contract/settings.ts';
import type { PortAnswer, RestartAnswer } from '../../contract/upkeep.ts';
import type { Engine } from '../engine/engine.ts';
import { isEveryAddress } from './gates/host-check.ts';
import { openRefusal } from './listening/listen.ts';
import type { Call } from './mount.ts';
import { browserOf, nextAddressFor, type Address } from './listening/next-address.ts';
import { cookieNameAt, cookieOf, setCookie } from './session/session-cookie.ts';
import type { Sessions } from './session/session.ts';
import { cannotListen, tryPort, tryToListen } from './listening/taken-port.ts';

export interface Restart {
  /** The address of the next start, by the present settings or by others. */
  next(settings?: Settings): Address;
  /** Reads or creates the certificate for an address; throws a RotaError if it cannot be used. */
  readCertificate(next: Address): Promise<void>;
  /** Absent if nobody would start this Rota again after it has stopped. */
  readonly begin?: () => void;
  /** Ends Rota for good, as closing it does; absent if the program that started Rota ends it in another way. */
  readonly end?: () => void;
  /** Why the last start does not listen on the address that was asked for. */
  readonly problem?: ErrorDetail;
  /** How long the last start took. */
  startMs(): number;
}

interface Deps {
  readonly engine: Engine;
  readonly sessions: Sessions;
  /** The address that Rota listens on now. */
  readonly address: () => Address;
  readonly restart: Restart;
}

/** Ends this Rota so that the next one starts with the intended address and data. */
export function createRestartRoutes({ engine, sessions, address, restart }: Deps) {
  let isRestarting = false;
  let problem: ErrorDetail | null = restart.problem ?? null;
  /** The settings that the problem belongs to. */
  let { port, host } = engine.settings.get();

  /** Starts the restart after the answer is sent; the answer tells the browser where the next Rota will be. */
  function leave(
    call: Pick<Call<ConsoleApi['restartServer']>, 'request' | 'response'>,
    next: Address,
    begin: () => void,
  ) {
    isRestarting = true;
    const { url, isMoving, isSameName, isOutOfReach } = nextAddressFor(browserOf(call.request), next);
    const secret = cookieOf(call.request);
    // The cookie is named after the port, so the browser gets one for the next port, too.
    if (isMoving && isSameName && secret !== null) {
      const name = cookieNameAt(next.port === 0 ? address().port : next.port);
      setCookie(call, secret, name, call.request.secure && next.isTls);
    }
    call.response.once('close', begin);
    // A cookie belongs to a host name as well: under another one the browser signs in again, with a link.
    const place = isSameName || isOutOfReach || secret === null ? url : lastingUrl(url, sessions, secret);
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
    /** Address and port are fixed at the start. */
    facts() {
      const now = engine.settings.get();
      if (now.port !== port || now.host !== host) problem = null;
      return {
        needsRestart: isElsewhere(restart.next(), address()) || engine.fleet.isOtherNext(),
        canRestart: restart.begin !== undefined,
        restartProblem: problem,
      };
    },
    /** Refuses an address that cannot be used while the old server still answers. */
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
    /** The stop signal of other systems, which Windows lacks. Starts after the answer is sent. */
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
    /** Faults of the backup, or of the address in its settings, are reported before anything stops. */
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

/** Tests the next address while Rota listens on its present one; null if it can be used. */
async function whyNoAddress(next: Address, now: Address): Promise<RotaError | null> {
  if (!isElsewhere(next, now)) return null;
  const isOurPort = next.port === now.port;
  if (isOurPort && next.host === now.host) return null;
  // If the next address is, or includes, our own port, a test would only find ourselves: only the existence of the address can be tested.
  const isOverOurs =
    isOurPort && [next, now].some(({ host: name }) => isEveryAddress(name) || name.toLowerCase() === 'localhost');
  const error = await tryToListen(next.host, isOverOurs ? 0 : next.port);
  return error === null ? openRefusal(next.host, next.isTls) : cannotListen(error, next.host, next.port);
}

/** Creating a certificate takes a while, so it is done before the old server stops, to keep the restart short. */
async function whyNoCertificate(restart: Restart, next: Address): Promise<RotaError | null> {
  try {
    await restart.readCertificate(next);
    return null;
  } catch (error) {
    if (error instanceof RotaError) return error;
    throw error;
  }
}

/** A sign-in link that stays valid after the restart, for whoever the session is of. */
const lastingUrl = (url: string, sessions: Sessions, secret: string): string =>
  `${url}/#/sign-in?token=${sessions.newLastingToken(secret)}`;
