import { createServer as createHttpServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { wholeSentence, type RotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import { isEveryAddress, isLoopbackName } from '../gates/host-check.ts';
import { askForBodiesLater } from '../body/body-on-demand.ts';
import { answerBrokenRequest } from './broken-request.ts';
import { withinConnections } from '../gates/crowd.ts';
import { drainable } from './drain.ts';
import { watchLines } from './lines.ts';
import { cannotListen } from './taken-port.ts';
import { certificateProblem } from './certificate-problem.ts';
import { certificateOf, type TlsChoice } from './tls-certificate.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly tls?: TlsChoice | null;
  /** How many files and connections the computer lets this process have open; null where that has no bound. */
  readonly descriptors?: number | null;
}

export interface Listening {
  /** For callers on this computer. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** SHA-256 of the certificate where there is one. */
  readonly fingerprint: string | null;
  /** What is wrong with the certificate now, in words; null where nothing is or there is none. */
  readonly certificateProblem: () => Translatable | null;
  /** Takes no more calls, lets those under way end for a moment, then ends them. May be called twice. */
  readonly close: () => Promise<void>;
}

// A slow or silent client costs a socket and no more, and not for ever. `?wait=60` is inside these: they count until the request is whole.
const limits: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  // Requests without one are answered by our own check, in our own form.
  requireHostHeader: false,
};
const mostConnections = 2_000;
const leastConnections = 4;
/** Of the descriptors this many are for the database, for what starts robots, and for what a moment needs. */
const ownDescriptors = 50;
/** Trouble with connections is told at most so often. */
const tellEveryMs = 60_000;

/** Listens. Throws a RotaError for a taken port, and for an address that others can reach without TLS. */
export async function listenOn(
  app: RequestListener,
  { host, port, tls, descriptors = null }: ListenOptions,
  clock: Clock,
  onTrouble: (error: Error) => void = () => {},
): Promise<Listening> {
  const refusal = openRefusal(host, Boolean(tls));
  if (refusal !== null) throw refusal;
  const certificate = tls ? await certificateOf(tls, host, clock.now()) : null;
  const server: Server = certificate
    ? createHttpsServer({ ...limits, cert: certificate.cert, key: certificate.key, minVersion: 'TLSv1.2' })
    : createHttpServer(limits);
  server.on('clientError', answerBrokenRequest);
  askForBodiesLater(server);
  const lines = watchLines(server);
  const most = Math.min(mostConnections, Math.max(leastConnections, (descriptors ?? Infinity) - ownDescriptors));
  let toldAt = -Infinity;
  const tell = (error: Error): void => {
    if (clock.monotonic() - toldAt < tellEveryMs) return;
    toldAt = clock.monotonic();
    onTrouble(error);
  };
  const onCrowd = () => tell(new Error(`${most} connections are open, no more may be: callers are told to come again`));
  const close = drainable(server, withinConnections(server, app, { most, lines, onCrowd }), lines);
  await bind(server, host, port);
  // One connection that could not be taken (no descriptors left) must not end everything.
  server.on('error', tell);
  const address = server.address() as AddressInfo;
  // To go to "every address" is not possible everywhere (Windows); from here any of them leads here.
  const named = isEveryAddress(host) ? '127.0.0.1' : host;
  const name = named.includes(':') ? `[${named}]` : named;
  return {
    url: `${certificate ? 'https' : 'http'}://${name}:${address.port}`,
    host,
    port: address.port,
    fingerprint: certificate?.fingerprint ?? null,
    certificateProblem: () => (certificate === null ? null : certificateProblem(certificate, host, clock.now())),
    close,
  };
}

/** Others would read along at this address. */
export function openRefusal(host: string, isTls: boolean): RotaError | null {
  if (isTls || isLoopbackName(host)) return null;
  return wholeSentence(
    'CONFLICT',
    said`The address ${host} can be reached by others, and without TLS passwords would travel in the clear. Listen on 127.0.0.1, or set ROTA_TLS=on (Rota makes a certificate), or give one of your own (ROTA_TLS_CERT, ROTA_TLS_KEY).`,
    'host',
  );
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => void cannotListen(error, host, port).then(reject);
    server.once('error', refuse);
    server.listen({ host, port }, () => {
      server.removeListener('error', refuse);
      resolve();
    });
  });
}
