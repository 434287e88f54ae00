import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { createSystemClock } from '../../clock.ts';
import { keepsBodyBack } from '../body/body-on-demand.ts';
import { errorAnswerOf } from '../answers/error-answer.ts';
import type { Lines } from './lines.ts';

/** How many more may send their request and get "retry later"; connections beyond these get it without being read. */
const heardAtOnce = 8;
/** A connection that was told to retry and does not close is closed after this time. */
const lingerMs = 2_000;
/** From this share of the limit on, every answer closes its connection: slots are for present callers, not for possible later calls. */
const crowded = 0.75;

const body = JSON.stringify(
  errorAnswerOf(
    rotaError(
      'OUT_OF_MEANS',
      said`Rota has as many connections open as this computer lets it have: nothing was done. Call again in a moment.`,
    ),
  ),
);
const headers = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': Buffer.byteLength(body),
  'Cache-Control': 'no-store',
  'Retry-After': '1',
  Connection: 'close',
};
const whole = [
  'HTTP/1.1 503 Service Unavailable',
  ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  '',
  body,
].join('\r\n');

/**
 * Limits a server to `most` connections, so that they never use up the descriptors of other work. Connections beyond the limit are answered "retry
 * later" (503, Retry-After) instead of being cut off, and idle connections are closed, also those that never sent anything. `onCrowd` is called for
 * each that was turned away.
 */
export function withinConnections(
  server: Server,
  handler: RequestListener,
  { most, lines, onCrowd }: { most: number; lines: Lines; onCrowd: () => void },
): RequestListener {
  // Real time, as for lines.
  const clock = createSystemClock();
  const turnedAway = new WeakSet<Socket>();
  let count = 0;
  server.prependListener('connection', (socket) => {
    count += 1;
    socket.once('close', () => (count -= 1));
  });
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', (socket: Socket) => {
    if (count <= most || count - lines.endQuiet('served') <= most) return;
    // A caller that opens thousands of silent connections locks nobody out.
    if (lines.endSilent()) return;
    turnedAway.add(socket);
    onCrowd();
    if (count > most + heardAtOnce) return void socket.end(whole, () => socket.destroy());
    socket.once(
      'close',
      clock.after(lingerMs, () => socket.destroy()),
    );
  });

  return (request, response) => {
    if (turnedAway.has(request.socket)) return comeAgain(request, response);
    if (count > most * crowded && !response.headersSent) response.setHeader('Connection', 'close');
    return handler(request, response);
  };
}

function comeAgain(request: IncomingMessage, response: ServerResponse): void {
  // Closing over unread bytes would discard the answer, too.
  if (request.complete || keepsBodyBack(request)) response.writeHead(503, headers).end(body);
  else request.once('end', () => response.writeHead(503, headers).end(body)).resume();
}
