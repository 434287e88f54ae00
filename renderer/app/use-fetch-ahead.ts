import { useEffect } from 'react';
import { useLiveState } from '../api/use-live.tsx';
import { fetchAllParts } from '../ui/lazy-part.ts';

const restMs = 1500;

/** Once the page is live and at rest it fetches its other screens: they must be readable when the server is gone. */
export function useFetchAhead(): void {
  const isLive = useLiveState() === 'live';
  useEffect(() => {
    if (!isLive) return undefined;
    const timer = setTimeout(() => void fetchAllParts(), restMs);
    return () => clearTimeout(timer);
  }, [isLive]);
}
