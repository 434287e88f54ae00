import type { RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { createSystemClock, pause } from '../../clock.ts';
import type { Lines } from './lines.ts';

/** Calls under way have this long to be answered. */
const graceMs = 3_000;
const lookAgainMs = 25;
/** The door is shut once nobody new has come for so many looks, but not later than after the last of them. */
const calmLooks = 5;
const mostLooks = 100;
const lookMs = 2;

/**
 * Answers with `handler`, and ends the server without cutting a line on which somebody is being answered: every answer from then on says `Connection: close`, no new
 * connection is taken, and the others go once nothing came on them for a moment. After a grace all are ended. May be called twice.
 */
export function drainable(server: Server, handler: RequestListener, lines: Lines): () => Promise<void> {
  // Lines have the time of the world, whatever clock the engine lives by.
  const clock = createSystemClock();
  const responses = new Set<ServerResponse>();
  let draining: Promise<void> | undefined;
  let connections = 0;
  let onShut = () => {};
  const isShut = new Promise<void>((resolve) => (onShut = resolve));

  const count = (): void => void (connections += 1);
  server.on('connection', count);
  server.on('secureConnection', count);
  server.on('request', (request, response) => {
    lines.begin(request.socket, response);
    responses.add(response);
    response.once('close', () => responses.delete(response));
    if (!draining) return handler(request, response);
    lastOn(response);
    // Whoever is answered comes again at once: first the door is shut, and nobody is left standing in it.
    void isShut.then(() => handler(request, response));
  });

  async function drain(): Promise<void> {
    for (const response of responses) lastOn(response);
    await calm();
    const end = clock.monotonic() + graceMs;
    // Not the server's own close(): that ends each connection that is idle this instant, with the call that is on its way.
    const isClosed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
    onShut();
    const patience = new AbortController();
    void isClosed.then(() => patience.abort());
    while (!patience.signal.aborted && clock.monotonic() < end) {
      lines.endQuiet('all');
      await pause(clock, lookAgainMs, patience.signal);
    }
    for (const socket of lines.all.keys()) socket.destroy();
    await isClosed;
    server.close(() => {}); // Its timer that looks for slow callers.
  }

  /** Those whom the system has let in already are taken, one a turn: they would be cut off with the door. */
  async function calm(): Promise<void> {
    for (let look = 0, calmSince = 0, seen = -1; look < mostLooks && look - calmSince <= calmLooks; look += 1) {
      if (connections !== seen) calmSince = look;
      seen = connections;
      await pause(clock, lookMs);
    }
  }

  return () => (draining ??= drain());
}

function lastOn(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
