import type { Request, RequestHandler, Response } from 'express';
import type { RotaError } from '../../contract/errors.ts';
import type { Clock } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { createAnnouncementRing } from './announcement-ring.ts';
import { errorAnswerOf } from './error-answer.ts';

export const heartbeatMs = 15_000;
const kept = 1_000;
/** What may wait for a reader that does not read; then it is let go and may come back. */
const mostWaitingBytes = 1024 * 1024;
/** The right that a stream goes on by. `isStillIn` is asked at every heartbeat, as a use of it, and never rejects. */
export interface StreamRight {
  readonly isStillIn: () => Promise<boolean>;
  /** Calls `end` when the right is gone; returns the end of watching. */
  readonly hold: (end: (reason: RotaError) => void) => () => void;
}

/** What is kept for those who come back is told in one go: more would have them let go again, and again. */
const mostKeptLetters = mostWaitingBytes / 4;

/**
 * Live announcements as server-sent events: `hello` first, then what was missed since `Last-Event-ID`, then everything as it happens. Who
 * signed out, or was revoked, hears no more: an event `end` says why, and the stream is over.
 */
export function createEventStream(engine: Engine, clock: Clock) {
  const ring = createAnnouncementRing(kept, mostKeptLetters);
  const listeners = new Set<(frame: string) => void>();
  const closers = new Set<() => void>();
  const unsubscribe = engine.subscribe((announcement) => {
    const { frame } = ring.add(announcement);
    for (const listener of listeners) listener(frame);
  });

  function open(response: Response, lastId: number | null, { isStillIn, hold }: StreamRight): void {
    response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    let stopBeat = (): void => {};
    let letGo = (): void => {};
    const send = (frame: string): void => {
      response.write(frame);
      if (response.writableLength > mostWaitingBytes) response.destroy();
    };
    const close = (): void => {
      stopBeat();
      letGo();
      listeners.delete(send);
      closers.delete(close);
      response.end();
    };
    const beat = async (): Promise<void> => {
      const isIn = await isStillIn();
      if (!closers.has(close)) return;
      if (!isIn) return close();
      send(': still here\n\n');
      stopBeat = clock.after(heartbeatMs, () => void beat());
    };
    response.once('close', close);
    closers.add(close);
    send(`data: ${JSON.stringify({ type: 'hello', epoch: engine.epoch })}\n\n`);
    if (lastId !== null) for (const { frame } of ring.since(lastId)) send(frame);
    listeners.add(send);
    letGo = hold((reason) => {
      send(`event: end\ndata: ${JSON.stringify(errorAnswerOf(reason, { isForPage: true }))}\n\n`);
      close();
    });
    stopBeat = clock.after(heartbeatMs, () => void beat());
  }

  return {
    route:
      (rightOf: (request: Request, response: Response) => StreamRight): RequestHandler =>
      (request, response) => {
        if (request.method === 'HEAD') return void response.end();
        const lastId = /^\d{1,15}$/.exec(request.get('Last-Event-ID') ?? '')?.[0];
        open(response, lastId === undefined ? null : Number(lastId), rightOf(request, response));
      },
    close(): void {
      unsubscribe();
      for (const close of [...closers]) close();
    },
  };
}
