import { useEffect, useState, type ReactNode } from 'react';
import { Button, Skeleton } from '@mantine/core';
import { useLabels } from './labels.tsx';
import classes from './states.module.css';

/** The empty state: one sentence and a next step. */
export function EmptyState({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <div className={classes.state}>
      <p className={classes.text}>{text}</p>
      {children === undefined ? null : <div className={classes.actions}>{children}</div>}
    </div>
  );
}

/** No results for a search or filter. */
export function NoMatch({
  text,
  clear,
  onClear,
}: {
  readonly text: string;
  readonly clear?: string;
  readonly onClear: () => void;
}) {
  const labels = useLabels();
  return (
    <EmptyState text={text}>
      <Button variant="default" size="xs" onClick={onClear}>
        {clear ?? labels.clearSearch}
      </Button>
    </EmptyState>
  );
}

export interface ErrorStateProps {
  readonly text: string;
  /** A code to quote when asking for help. */
  readonly code?: string | undefined;
  readonly onRetry?: () => void;
}

/** An error with its code and a way to continue; other panels of the screen stay. */
export function ErrorState({ text, code, onRetry }: ErrorStateProps) {
  const labels = useLabels();
  return (
    <div className={classes.problem} role="alert">
      <strong>{labels.problemTitle}</strong>
      <p className={classes.text}>{text}</p>
      {code === undefined ? null : <code className={classes.code}>{labels.problemCode(code)}</code>}
      {onRetry === undefined ? null : (
        <div className={classes.actions}>
          <Button variant="default" size="xs" onClick={onRetry}>
            {labels.retry}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Skeleton rows; shown after 150 ms, so that a quick answer does not flicker. */
export function SkeletonRows({ rows = 8, height = 42 }: { readonly rows?: number; readonly height?: number }) {
  const isShown = useDelay(150);
  if (!isShown) return <div aria-busy="true" />;
  return (
    <div aria-busy="true" className={classes.skeleton}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={classes.row} style={{ height }}>
          <Skeleton height={12} width={`${60 - ((index * 7) % 30)}%`} />
        </div>
      ))}
    </div>
  );
}

function useDelay(ms: number): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsOver(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isOver;
}
