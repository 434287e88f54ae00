import { ErrorState } from '../ui/states.tsx';
import { useWords } from './words.tsx';

export interface ProblemPanelProps {
  /** The thrown error. */
  readonly error: unknown;
  /** Retries what failed to load. */
  readonly onRetry: () => unknown;
}

/** Replaces content that failed to load: the reason in the reader's language, its code, and a retry button. */
export function ProblemPanel({ error, onRetry }: ProblemPanelProps) {
  const { sayProblem } = useWords();
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return <ErrorState text={sayProblem(error)} {...code} onRetry={() => void onRetry()} />;
}
