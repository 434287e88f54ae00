import { useEffect, useRef } from 'react';
import { useAnnounce } from '../live-region.tsx';

const firstMs = 1000;
const everyMs = 10_000;

/** Announces new lines to a screen reader: the first soon, then at intervals, because a log may write 500 a second. */
export function useAnnouncedCount(text: string | null): void {
  const announce = useAnnounce();
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  const isSome = text !== null;
  useEffect(() => {
    if (!isSome) return undefined;
    const tell = () => {
      if (latest.current !== null) announce(latest.current);
    };
    const first = setTimeout(tell, firstMs);
    const later = setInterval(tell, everyMs);
    return () => {
      clearTimeout(first);
      clearInterval(later);
    };
  }, [isSome, announce]);
}
