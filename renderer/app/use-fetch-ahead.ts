import { useEffect } from 'react';
import { useLiveState } from '../api/use-live.tsx';
import { fetchAllParts } from '../ui/lazy-part.ts';

const restMs = 1500;

/** Prefetches the other screens once the page is live and idle: they must work when the server is down. */
export function useFetchAhead(): void {
  const isLive = useLiveState() === 'live';
  useEffect(() => {
    if (!isLive) return undefined;
    const timer = setTimeout(() => void fetchAllParts(), restMs);
    return () => clearTimeout(timer);
  }, [isLive]);
}
