import { createServer as createHttpServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { wholeSentence, type RotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import { isEveryAddress, isLoopbackName } from '../gates/host-check.ts';
import { askForBodiesLater } from '../body/body-on-demand.ts';
import { answerBrokenRequest } from './broken-request.ts';
import { withinConnections } from './crowd.ts';
import { drainable } from './drain.ts';
import { watchLines } from './lines.ts';
import { cannotListen } from './taken-port.ts';
import { certificateProblem } from './certificate-problem.ts';
import { certificateOf, type TlsChoice } from './tls-certificate.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly tls?: TlsChoice | null;
  /** How many files and connections this process may open; null if unlimited. */
  readonly descriptors?: number | null;
}

export interface Listening {
  /** For callers on this computer. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** SHA-256 of the certificate, if there is one. */
  readonly fingerprint: string | null;
  /** The present problem of the certificate, as a sentence; null if there is none, or no certificate. */
  readonly certificateProblem: () => Translatable | null;
  /** Accepts no more calls, gives open ones a moment to end, then closes them. May be called twice. */
  readonly close: () => Promise<void>;
}

// A slow or silent client costs only a socket, and not for ever. `?wait=60` fits in, because these limits count until the request is
// complete.
const limits: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  // A request without a Host header is answered by our own check, in our own format.
  requireHostHeader: false,
};
const mostConnections = 2_000;
const leastConnections = 4;
/** Descriptors reserved for the database, for the hosts, and for short-lived needs. */
const ownDescriptors = 50;
/** Faults of connections are logged at most this often. */
const tellEveryMs = 60_000;

/** Starts to listen. Throws a RotaError for a port in use, and for an address that others can reach without TLS. */
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
  // If one connection cannot be accepted (no descriptors left), the server must go on.
  server.on('error', tell);
  const address = server.address() as AddressInfo;
  // "Every address" cannot be called on all systems (Windows); on this computer any of its addresses works.
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

/** Refuses plain HTTP at an address where others could read along. */
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
