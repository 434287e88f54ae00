import { createParser } from 'eventsource-parser';
import { streams } from '../../contract/api.ts';
import type { Announcement } from '../../contract/events.ts';

export interface ServerEvent {
  readonly id: string | null;
  readonly announcement: Announcement;
}

export interface StreamListener {
  readonly onOpen: () => void;
  readonly onEvent: (event: ServerEvent) => void;
  /** The connection was lost or refused; it is retried automatically. */
  readonly onLost: (why: 'lost' | 'signed-out') => void;
}

/** The server sends a heartbeat comment at least every 15 s; after this silence the connection is closed and retried. */
const silenceMs = 35_000;
const retryMs = [500, 1000, 2000, 4000, 8000] as const;

/**
 * One connection to the event stream, kept open for ever; returns its stopper. Uses fetch instead of EventSource, which hides comments and
 * so cannot tell a quiet server from a dead one.
 */
export function openEventStream(listener: StreamListener): () => void {
  const end = new AbortController();
  let lastId: string | null = null;
  let tries = 0;

  async function listenOnce(): Promise<'lost' | 'signed-out'> {
    const broken = new AbortController();
    const signal = AbortSignal.any([end.signal, broken.signal]);
    let silence = setTimeout(() => broken.abort(), silenceMs);
    try {
      const headers = { accept: 'text/event-stream', ...(lastId === null ? {} : { 'last-event-id': lastId }) };
      const answer = await fetch(streams.events.path, {
        headers,
        signal,
        cache: 'no-store',
        credentials: 'same-origin',
      });
      if (answer.status === 401) return 'signed-out';
      if (!answer.ok || !answer.body) return 'lost';
      tries = 0;
      listener.onOpen();
      const parser = createParser({
        onEvent: ({ id, data }) => {
          if (id !== undefined) lastId = id;
          listener.onEvent({ id: id ?? null, announcement: JSON.parse(data) as Announcement });
        },
      });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return 'lost';
        clearTimeout(silence);
        silence = setTimeout(() => broken.abort(), silenceMs);
        parser.feed(value);
      }
    } catch {
      return 'lost';
    } finally {
      clearTimeout(silence);
    }
  }

  async function listen(): Promise<void> {
    while (!end.signal.aborted) {
      const why = await listenOnce();
      if (end.signal.aborted) return;
      listener.onLost(why);
      await pause(retryMs[Math.min(tries++, retryMs.length - 1)] ?? 8000, end.signal);
    }
  }
  void listen();
  return () => end.abort();
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
