import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../../clock.ts';
import type { Engine } from '../../engine/engine.ts';
import { awakeWhileRead } from './awake-while-read.ts';
import { createAnnouncementRing } from './announcement-ring.ts';
import { errorAnswerOf } from '../answers/error-answer.ts';
import { mostWaitingBytes, openSse, type SseConnection, type StreamRight } from './sse-connection.ts';

export { heartbeatMs } from './sse-connection.ts';

const kept = 1_000;
/** The buffer is sent in one go when a reader reconnects; a larger one would disconnect it again and again. */
const mostKeptLetters = mostWaitingBytes / 4;
/** A page that reloads or lost its connection comes back by then. */
export const bufferedMs = 60_000;

/** A frame as its reader may see it. */
type AsSeen = (frame: string) => string;
const unchanged: AsSeen = (frame) => frame;

/** `asSeen` for a reader who does not see everything. */
export interface EventReader extends StreamRight {
  readonly asSeen?: AsSeen | undefined;
}

/**
 * Live announcements as server-sent events: `hello` first, then what was missed since `Last-Event-ID`, then everything as it happens. If
 * a reader signs out or is revoked, an event `end` says why, and the stream ends. While nobody reads, nothing is announced here, and so
 * nothing is read from the store for it; whoever comes later sees the gap in the ids.
 */
export function createEventStream(engine: Engine, clock: Clock) {
  const ring = createAnnouncementRing(kept, mostKeptLetters);
  const listeners = new Map<SseConnection, AsSeen>();
  const listening = awakeWhileRead({
    ...{ clock, lingerMs: bufferedMs },
    forget: () => ring.forget(),
    subscribe: () =>
      engine.subscribe((announcement) => {
        const { frame } = ring.add(announcement);
        for (const [listener, asSeen] of listeners) listener.send(asSeen(frame));
      }),
  });

  function open(response: Response, lastId: number | null, { asSeen = unchanged, ...right }: EventReader): void {
    listening.came();
    const connection = openSse(response, {
      clock,
      right,
      lastFrame: (reason) => `event: end\ndata: ${JSON.stringify(errorAnswerOf(reason, { isForPage: true }))}\n\n`,
      beat: () => connection.send(': still here\n\n'),
      onClose: () => listening.left(listeners.delete(connection) && listeners.size === 0),
    });
    const hello = `data: ${JSON.stringify({ type: 'hello', epoch: engine.epoch })}\n\n`;
    const missed = lastId === null ? [] : ring.since(lastId);
    connection.send([hello, ...missed.map(({ frame }) => asSeen(frame))].join(''));
    listeners.set(connection, asSeen);
  }

  return {
    route:
      (rightOf: (request: Request, response: Response) => EventReader): RequestHandler =>
      (request, response) => {
        if (request.method === 'HEAD') return void response.end();
        const lastId = /^\d{1,15}$/.exec(request.get('Last-Event-ID') ?? '')?.[0];
        open(response, lastId === undefined ? null : Number(lastId), rightOf(request, response));
      },
    close(): void {
      listening.sleep();
      for (const connection of [...listeners.keys()]) connection.close();
    },
  };
}
