import { useEffect, useRef } from 'react';
import { useAnnounce } from '../live-region.tsx';

const firstMs = 1000;
const everyMs = 10_000;

/** Tells a screen reader of lines that came below what it reads: soon, and then now and then, for a log may say 500 a second. */
export function useToldLines(text: string | null): void {
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
