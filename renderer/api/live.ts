import { openEventStream, type ServerEvent } from './event-source.ts';

/** connecting: no event yet; live: events arrive; reconnecting: lost, retrying; signed-out: the session is over. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'signed-out';

export interface Live {
  readonly state: () => LiveState;
  readonly onState: (listener: () => void) => () => void;
  /** A `hello` means that announcements may have been missed. The first one of a tab with its own connection is skipped. */
  readonly onEvent: (listener: (event: ServerEvent) => void) => () => void;
  /** Starts to listen; returns its stopper. */
  readonly start: () => () => void;
}

type Relay =
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'heard'; readonly heard: ServerEvent }
  | { readonly kind: 'who' };

const lockName = 'rota-live';

/**
 * Live announcements, over one connection for all tabs of a browser: the tab with the lock listens and relays; when it closes, the next one
 * takes over. (With a connection each, seven tabs cannot load at all under HTTP/1.1.)
 */
export function createLive(): Live {
  const stateListeners = new Set<() => void>();
  const eventListeners = new Set<(event: ServerEvent) => void>();
  let current: LiveState = 'connecting';
  let isLeader = false;
  let channel: BroadcastChannel | null = null;

  function setState(next: LiveState): void {
    if (isLeader) channel?.postMessage({ kind: 'state', state: next } satisfies Relay);
    if (next === current) return;
    current = next;
    for (const listener of stateListeners) listener();
  }

  function receive(event: ServerEvent): void {
    for (const listener of eventListeners) listener(event);
  }

  /** Keeps the connection open until the stopper is called. */
  function lead(end: AbortSignal): Promise<void> {
    isLeader = true;
    let isFirst = current === 'connecting';
    const close = openEventStream({
      onOpen: () => setState('live'),
      onEvent: (heard) => {
        channel?.postMessage({ kind: 'heard', heard } satisfies Relay);
        // A tab that was not live through another one has just fetched everything.
        if (isFirst && heard.announcement.type === 'hello') isFirst = false;
        else receive(heard);
      },
      onLost: (why) => {
        isFirst = false;
        setState(why === 'signed-out' ? 'signed-out' : 'reconnecting');
      },
    });
    return new Promise((resolve) => {
      end.addEventListener('abort', () => (close(), resolve()), { once: true });
    });
  }

  function takeRelay({ data }: MessageEvent<Relay>): void {
    if (data.kind === 'heard') receive(data.heard);
    else if (data.kind === 'state') setState(data.state);
    else if (isLeader) channel?.postMessage({ kind: 'state', state: current } satisfies Relay);
  }

  function start(): () => void {
    const end = new AbortController();
    const opened = new BroadcastChannel(lockName);
    channel = opened;
    opened.addEventListener('message', takeRelay);
    opened.postMessage({ kind: 'who' } satisfies Relay);
    // Web Locks need a secure context; without one each tab listens for itself.
    if ('locks' in navigator) {
      navigator.locks.request(lockName, { signal: end.signal }, () => lead(end.signal)).catch(() => undefined);
    } else void lead(end.signal);
    return () => {
      end.abort();
      isLeader = false;
      opened.close();
    };
  }

  return {
    state: () => current,
    onState: (listener) => (stateListeners.add(listener), () => stateListeners.delete(listener)),
    onEvent: (listener) => (eventListeners.add(listener), () => eventListeners.delete(listener)),
    start,
  };
}
