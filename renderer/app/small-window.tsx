import { Suspense } from 'react';
import { Button } from '@mantine/core';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { EmptyState } from '../ui/states.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';
import classes from './small-window.module.css';

const QuickRun = lazyPart(() => import('../quick-run/index.tsx').then(({ Screen }) => Screen));

/** The page in the small window of the desktop app: the screen alone, without rail, strips and footer. */
export function SmallWindow() {
  const { w } = useWords();
  const crashed = (
    <EmptyState text={w.app.problems.crashed}>
      <Button onClick={() => location.reload()}>{w.app.problems.reload}</Button>
    </EmptyState>
  );
  return (
    <main className={classes.small}>
      <ErrorBoundary resetKey="quick-run" fallback={crashed}>
        <Suspense fallback={null}>
          <QuickRun />
        </Suspense>
      </ErrorBoundary>
    </main>
  );
}
