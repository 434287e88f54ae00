import type { Run } from '../../contract/run.ts';

/** How many ends are kept for a start whose answer is still in flight; more than a computer can end in that second. */
const mostKept = 1000;

/**
 * Matches runs that this person started in this tab with their ends. A short run may end before the answer to its start is read, so either
 * may come first.
 */
export function createOwnRuns() {
  const waiting = new Set<string>();
  const ended = new Map<string, Run>();
  const listeners = new Set<(run: Run) => void>();

  function tell(run: Run): void {
    for (const listener of listeners) listener(run);
  }

  return {
    /** A run was started in this tab. */
    remember: (id: string): void => {
      const run = ended.get(id);
      if (run === undefined) waiting.add(id);
      else if (ended.delete(id)) tell(run);
    },
    /** Any run has ended. */
    hearEnd: (run: Run): void => {
      if (waiting.delete(run.id)) return tell(run);
      ended.set(run.id, run);
      const [oldest] = ended.keys();
      if (ended.size > mostKept && oldest !== undefined) ended.delete(oldest);
    },
    /** Calls the listener once for each end of a run started here; returns its stopper. */
    onEnd(listener: (run: Run) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const ownRuns = createOwnRuns();
export const rememberOwnRun = ownRuns.remember;
