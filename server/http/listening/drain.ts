import type { RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { createSystemClock, pause } from '../../clock.ts';
import type { Lines } from './lines.ts';

/** How long open calls have to be answered. */
const graceMs = 3_000;
const lookAgainMs = 25;
/** The server is closed after this many checks without a new caller, at the latest after the last check. */
const calmLooks = 5;
const mostLooks = 100;
const lookMs = 2;

/**
 * Answers with `handler`, and can close the server gracefully: every answer from then on has `Connection: close`, no new connection is accepted, and
 * idle ones are closed after a moment without data. After a grace time all are closed. May be called twice.
 */
export function drainable(server: Server, handler: RequestListener, lines: Lines): () => Promise<void> {
  // Connections use real time, whatever clock the engine has.
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
    // A caller connects again right after its answer: so the server stops listening first, and accepts nobody it cannot serve.
    void isShut.then(() => handler(request, response));
  });

  async function drain(): Promise<void> {
    for (const response of responses) lastOn(response);
    await calm();
    const end = clock.monotonic() + graceMs;
    // Not the server's own close(): that closes each connection that is idle at this instant, though a call may be on its way.
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
    server.close(() => {}); // Stops its timer for slow callers.
  }

  /** Accepts the connections that the system has queued already, one per turn: closing would cut them off. */
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
