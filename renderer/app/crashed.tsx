import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { useIsOffline } from '../api/use-live.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useWords } from '../words/words.tsx';

/** Replaces a screen that threw. If it could not load because the server was down, it is retried when the server is back. */
export function Crashed() {
  const { w } = useWords();
  const isOffline = useIsOffline();
  const wasOffline = useRef(isOffline);
  useEffect(() => {
    if (isOffline) wasOffline.current = true;
    else if (wasOffline.current) location.reload();
  }, [isOffline]);
  if (isOffline) return <EmptyState text={w.app.problems.unfetched} />;
  return (
    <EmptyState text={w.app.problems.crashed}>
      <Button onClick={() => location.reload()}>{w.app.problems.reload}</Button>
    </EmptyState>
  );
}
