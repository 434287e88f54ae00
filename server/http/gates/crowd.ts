import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { createSystemClock } from '../../clock.ts';
import { keepsBodyBack } from '../body/body-on-demand.ts';
import { errorAnswerOf } from '../error-answer.ts';
import type { Lines } from '../listening/lines.ts';

/** So many more are let in to be told, once they have asked, to come again; who comes beyond them is told without being heard. */
const heardAtOnce = 8;
/** Who is told to come again and does not go is let go. */
const lingerMs = 2_000;
/** From this part on every answer is the last one on its connection: places are for callers, not for those who may call again. */
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
 * Keeps a server at `most` connections, so that they never take the last descriptors from what runs: who comes beyond them is answered "come
 * again" (503, Retry-After) instead of being cut off, and idle connections make way, those that never said anything as well. `onCrowd` is told of each who was turned away.
 */
export function withinConnections(
  server: Server,
  handler: RequestListener,
  { most, lines, onCrowd }: { most: number; lines: Lines; onCrowd: () => void },
): RequestListener {
  // Of the world, as for lines.
  const clock = createSystemClock();
  const turnedAway = new WeakSet<Socket>();
  let count = 0;
  server.prependListener('connection', (socket) => {
    count += 1;
    socket.once('close', () => (count -= 1));
  });
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', (socket: Socket) => {
    if (count <= most || count - lines.endQuiet('served') <= most) return;
    // Whoever opens thousands and says nothing keeps nobody out.
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
  // Whoever closes over unread bytes takes the answer away again.
  if (request.complete || keepsBodyBack(request)) response.writeHead(503, headers).end(body);
  else request.once('end', () => response.writeHead(503, headers).end(body)).resume();
}
