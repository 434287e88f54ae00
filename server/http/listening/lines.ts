import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createSystemClock } from '../../clock.ts';

/** A connection without data for this long counts as idle; before that a call may be on its way. */
const quietMs = 250;
/** How long a caller may take to send its request while others have no slot; on a busy computer that takes a moment. */
const silentMs = 1_000;

export interface Line {
  /** How many calls are being answered on it. */
  answering: number;
  bytesRead: number;
  /** It has had at least one answer. */
  wasServed: boolean;
  /** When it last had activity (monotonic ms). */
  since: number;
}

/** The connections of a server: which are busy, and which are idle. */
export interface Lines {
  readonly all: ReadonlyMap<Socket, Line>;
  /** Marks a call as open until its answer is over. */
  begin(socket: Socket, response: ServerResponse): void;
  /**
   * Closes connections without an open call that were quiet for a moment, or of these only those that had an answer. Returns how many.
   */
  endQuiet(which: 'all' | 'served'): number;
  /** Closes the oldest connection that has not sent a complete request; false if there is none. */
  endSilent(): boolean;
}

export function watchLines(server: Server): Lines {
  // Connections use real time, whatever clock the engine has.
  const clock = createSystemClock();
  const lines = new Map<Socket, Line>();
  const add = (socket: Socket): void => {
    lines.set(socket, { answering: 0, bytesRead: socket.bytesRead, wasServed: false, since: clock.monotonic() });
    socket.once('close', () => lines.delete(socket));
  };
  server.on('connection', add);
  server.on('secureConnection', add);

  function isQuiet(socket: Socket, line: Line, now: number, quietFor = quietMs): boolean {
    if (socket.bytesRead !== line.bytesRead) Object.assign(line, { bytesRead: socket.bytesRead, since: now });
    return line.answering === 0 && now - line.since >= quietFor;
  }

  return {
    all: lines,
    begin(socket, response) {
      const line = lines.get(socket);
      if (!line) return;
      line.answering += 1;
      response.once('close', () =>
        Object.assign(line, { answering: line.answering - 1, wasServed: true, since: clock.monotonic() }),
      );
    },
    endQuiet(which) {
      const now = clock.monotonic();
      let ended = 0;
      for (const [socket, line] of lines) {
        if (!isQuiet(socket, line, now) || socket.destroyed || (which === 'served' && !line.wasServed)) continue;
        socket.destroy();
        ended += 1;
      }
      return ended;
    },
    endSilent() {
      const now = clock.monotonic();
      for (const [socket, line] of lines) {
        if (line.wasServed || socket.destroyed || !isQuiet(socket, line, now, silentMs)) continue;
        socket.destroy();
        return true;
      }
      return false;
    },
  };
}
