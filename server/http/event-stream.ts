import type { RequestHandler, Response } from 'express';
import type { Clock } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { createAnnouncementRing } from './announcement-ring.ts';

export const heartbeatMs = 15_000;
const kept = 1_000;
/** What may wait for a reader that does not read; then it is let go and may come back. */
const mostWaitingBytes = 1024 * 1024;
/** What is kept for those who come back is told in one go: more would have them let go again, and again. */
const mostKeptLetters = mostWaitingBytes / 4;

/**
 * Live announcements as server-sent events: `hello` first, then what was missed since `Last-Event-ID`, then everything as it happens.
 * `isStillIn` is asked at every heartbeat and never rejects: who signed out, or was revoked, hears no more.
 */
export function createEventStream(engine: Engine, clock: Clock) {
  const ring = createAnnouncementRing(kept, mostKeptLetters);
  const listeners = new Set<(frame: string) => void>();
  const closers = new Set<() => void>();
  const unsubscribe = engine.subscribe((announcement) => {
    const { frame } = ring.add(announcement);
    for (const listener of listeners) listener(frame);
  });

  function open(response: Response, lastId: number | null, isStillIn: () => Promise<boolean>): void {
    response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    let stopBeat = (): void => {};
    const send = (frame: string): void => {
      response.write(frame);
      if (response.writableLength > mostWaitingBytes) response.destroy();
    };
    const close = (): void => {
      stopBeat();
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
    stopBeat = clock.after(heartbeatMs, () => void beat());
  }

  return {
    route:
      (isStillIn: (request: Parameters<RequestHandler>[0]) => Promise<boolean>): RequestHandler =>
      (request, response) => {
        if (request.method === 'HEAD') return void response.end();
        const lastId = /^\d{1,15}$/.exec(request.get('Last-Event-ID') ?? '')?.[0];
        open(response, lastId === undefined ? null : Number(lastId), () => isStillIn(request));
      },
    close(): void {
      unsubscribe();
      for (const close of [...closers]) close();
    },
  };
}
