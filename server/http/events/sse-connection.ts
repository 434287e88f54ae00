import type { Response } from 'express';
import type { RotaError } from '../../../contract/errors.ts';
import type { Clock } from '../../clock.ts';

export const heartbeatMs = 15_000;
/** The limit of unread bytes; a reader above it is disconnected, and may reconnect. */
export const mostWaitingBytes = 1024 * 1024;

/** The right to read a stream. `isStillIn` is called at every heartbeat, counts as a use, and never rejects. */
export interface StreamRight {
  readonly isStillIn: () => Promise<boolean>;
  /** Calls `end` when the right is lost; returns the function that stops watching. */
  readonly hold: (end: (reason: RotaError) => void) => () => void;
}

export interface SseConnection {
  /** Sends a whole frame, with its empty line. */
  send(frame: string): void;
  close(): void;
}

export interface SseOptions {
  readonly clock: Clock;
  readonly right: StreamRight;
  /** The last frame to a reader that lost the right. */
  readonly lastFrame: (reason: RotaError) => string;
  readonly beat: () => void;
  readonly onClose: () => void;
}

/**
 * One reader of server-sent events: kept alive by `beat`, disconnected if it does not read, and ended with a last frame if its
 * right ends.
 */
export function openSse(response: Response, { clock, right, lastFrame, beat, onClose }: SseOptions): SseConnection {
  response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  let stopBeat = (): void => {};
  let letGo = (): void => {};
  let isClosed = false;
  const connection: SseConnection = {
    send(frame) {
      if (isClosed) return;
      response.write(frame);
      if (response.writableLength > mostWaitingBytes) response.destroy();
    },
    close() {
      isClosed = true;
      stopBeat();
      letGo();
      onClose();
      response.end();
    },
  };
  async function next(): Promise<void> {
    const isIn = await right.isStillIn();
    if (isClosed) return;
    if (!isIn) return connection.close();
    beat();
    stopBeat = clock.after(heartbeatMs, () => void next());
  }
  response.once('close', () => connection.close());
  letGo = right.hold((reason) => {
    connection.send(lastFrame(reason));
    connection.close();
  });
  stopBeat = clock.after(heartbeatMs, () => void next());
  return connection;
}
