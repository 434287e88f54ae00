import { openEventStream, type Heard } from './event-source.ts';

/** connecting: not yet heard of; live: events come in; reconnecting: lost, tried again; signed-out: the session is over. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'signed-out';

export interface Live {
  readonly state: () => LiveState;
  readonly onState: (listener: () => void) => () => void;
  /** A `hello` means that something may have been missed: the very first one of a tab that listens for itself is left out. */
  readonly onHeard: (listener: (heard: Heard) => void) => () => void;
  /** Begins to listen; returns what ends it. */
  readonly start: () => () => void;
}

type Relay =
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'heard'; readonly heard: Heard }
  | { readonly kind: 'who' };

const lockName = 'rota-live';

/**
 * The live announcements, by one connection for all tabs of a browser: the tab that holds the lock listens and relays;
 * when it closes, the next one takes over. (Seven tabs with a connection each cannot load at all under HTTP/1.1.)
 */
export function createLive(): Live {
  const stateListeners = new Set<() => void>();
  const heardListeners = new Set<(heard: Heard) => void>();
  let current: LiveState = 'connecting';
  let isLeader = false;
  let channel: BroadcastChannel | null = null;

  function setState(next: LiveState): void {
    if (isLeader) channel?.postMessage({ kind: 'state', state: next } satisfies Relay);
    if (next === current) return;
    current = next;
    for (const listener of stateListeners) listener();
  }

  function hear(heard: Heard): void {
    for (const listener of heardListeners) listener(heard);
  }

  /** Holds the one connection until the end. */
  function lead(end: AbortSignal): Promise<void> {
    isLeader = true;
    let isFirst = current === 'connecting';
    const close = openEventStream({
      onOpen: () => setState('live'),
      onHeard: (heard) => {
        channel?.postMessage({ kind: 'heard', heard } satisfies Relay);
        // Who was live by no other tab before has only just fetched all there is.
        if (isFirst && heard.announcement.type === 'hello') isFirst = false;
        else hear(heard);
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
    if (data.kind === 'heard') hear(data.heard);
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
    onHeard: (listener) => (heardListeners.add(listener), () => heardListeners.delete(listener)),
    start,
  };
}
