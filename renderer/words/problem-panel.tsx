import { ErrorState } from '../ui/states.tsx';
import { useWords } from './words.tsx';

export interface ProblemPanelProps {
  /** What was thrown. */
  readonly error: unknown;
  /** Asks again for what could not be had. */
  readonly onRetry: () => unknown;
}

/** Stands where something could not be loaded: the reason in the reader's words, its code, and another try. */
export function ProblemPanel({ error, onRetry }: ProblemPanelProps) {
  const { sayProblem } = useWords();
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return <ErrorState text={sayProblem(error)} {...code} onRetry={() => void onRetry()} />;
}
