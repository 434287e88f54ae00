import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { followAnnouncements } from './announcements.ts';
import type { Heard } from './event-source.ts';
import { keys } from './keys.ts';
import { createLive, type Live, type LiveState } from './live.ts';

const LiveContext = createContext<Live | null>(null);

/** Keeps the page live while it is signed in. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [live] = useState(createLive);
  useEffect(() => {
    const stopFollowing = followAnnouncements(live, queries);
    // Whether the session is really over, only the server knows: if so, the gate takes all this away.
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

/** Whether announcements come in. */
export function useLiveState(): LiveState {
  const live = use(LiveContext) ?? noLive;
  return useSyncExternalStore(live.onState, live.state);
}

/** Whether the server cannot be reached now: what is shown may be old, and nothing can be done. */
export const useIsOffline = (): boolean => useLiveState() === 'reconnecting';

/** Hears every announcement; `listener` must be stable. */
export function useHeard(listener: (heard: Heard) => void): void {
  const live = use(LiveContext);
  useEffect(() => live?.onHeard(listener), [live, listener]);
}
