import type { RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { createSystemClock, pause } from '../engine/clock.ts';

/** Calls under way have this long to be answered. */
const graceMs = 3_000;
/** A connection on which nothing came for so long after the end began is taken for idle: a call may be on its way on it. */
const quietMs = 250;
const lookAgainMs = 25;
/** The door is shut once nobody new has come for so many looks, but not later than after the last of them. */
const calmLooks = 5;
const mostLooks = 100;
const lookMs = 2;

interface Line {
  /** Calls that are being answered on it. */
  answering: number;
  bytesRead: number;
  /** When something last happened on it (monotonic ms). */
  since: number;
}

/**
 * Answers with `handler`, and ends the server without cutting a line on which somebody is being answered: every answer from then on says `Connection: close`, no new
 * connection is taken, and the others go once nothing came on them for a moment. After a grace all are ended. May be called twice.
 */
export function drainable(server: Server, handler: RequestListener): () => Promise<void> {
  // Lines have the time of the world, whatever clock the engine lives by.
  const clock = createSystemClock(() => performance.now(), false);
  const lines = new Map<Socket, Line>();
  const responses = new Set<ServerResponse>();
  let draining: Promise<void> | undefined;
  let connections = 0;
  let onShut = () => {};
  const isShut = new Promise<void>((resolve) => (onShut = resolve));

  const add = (socket: Socket): void => {
    connections += 1;
    lines.set(socket, { answering: 0, bytesRead: socket.bytesRead, since: clock.monotonic() });
    socket.once('close', () => lines.delete(socket));
  };
  server.on('connection', add);
  server.on('secureConnection', add);
  server.on('request', (request, response) => {
    const line = lines.get(request.socket);
    if (line) line.answering += 1;
    responses.add(response);
    response.once('close', () => {
      responses.delete(response);
      if (line) Object.assign(line, { answering: line.answering - 1, since: clock.monotonic() });
    });
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
      const now = clock.monotonic();
      for (const [socket, line] of lines) if (isQuiet(socket, line, now)) socket.destroy();
      await pause(clock, lookAgainMs, patience.signal);
    }
    for (const socket of lines.keys()) socket.destroy();
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

function isQuiet(socket: Socket, line: Line, now: number): boolean {
  if (socket.bytesRead !== line.bytesRead) Object.assign(line, { bytesRead: socket.bytesRead, since: now });
  return line.answering === 0 && now - line.since >= quietMs;
}

function lastOn(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
