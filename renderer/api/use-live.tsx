import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { followAnnouncements } from './announcements.ts';
import type { ServerEvent } from './event-source.ts';
import { keys } from './keys.ts';
import { createLive, type Live, type LiveState } from './live.ts';

const LiveContext = createContext<Live | null>(null);

/** Keeps the page live while signed in. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [live] = useState(createLive);
  useEffect(() => {
    const stopFollowing = followAnnouncements(live, queries);
    // Only the server knows whether the session is really over; if so, the gate replaces the page.
    const stopAsking = live.onState(() => {
      if (live.state() === 'signed-out') void queries.invalidateQueries({ queryKey: keys.session });
    });
    const stop = live.start();
    return () => {
      stopAsking();
      stop();
      stopFollowing();
    };
  }, [live, queries]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

const noLive = { onState: () => () => undefined, state: (): LiveState => 'connecting' };

/** Whether announcements arrive. */
export function useLiveState(): LiveState {
  const live = use(LiveContext) ?? noLive;
  return useSyncExternalStore(live.onState, live.state);
}

/** Whether the server is unreachable: the data may be stale, and actions are disabled. */
export const useIsOffline = (): boolean => useLiveState() === 'reconnecting';

/** Subscribes to every announcement; `listener` must be stable. */
export function useServerEvents(listener: (event: ServerEvent) => void): void {
  const live = use(LiveContext);
  useEffect(() => live?.onEvent(listener), [live, listener]);
}
