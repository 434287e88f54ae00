import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createSystemClock } from '../../clock.ts';

/** A connection on which nothing came for so long is taken for idle: a call may be on its way on it. */
const quietMs = 250;
/** A caller has this long to say what is wanted where others have no place; on a busy computer that takes a moment. */
const silentMs = 1_000;

export interface Line {
  /** Calls that are being answered on it. */
  answering: number;
  bytesRead: number;
  /** It has had an answer. */
  wasServed: boolean;
  /** When something last happened on it (monotonic ms). */
  since: number;
}

/** The connections of a server: who is being answered on them, and which are idle. */
export interface Lines {
  readonly all: ReadonlyMap<Socket, Line>;
  /** From here on a call is under way, until its answer is over. */
  begin(socket: Socket, response: ServerResponse): void;
  /** Ends those on which nobody is answered and nothing came for a moment, or of these only those that were served. Returns how many. */
  endQuiet(which: 'all' | 'served'): number;
  /** Ends the oldest of those that were opened and have said nothing whole since; false where there is none. */
  endSilent(): boolean;
}

export function watchLines(server: Server): Lines {
  // Lines have the time of the world, whatever clock the engine lives by.
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
