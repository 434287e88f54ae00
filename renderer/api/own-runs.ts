import type { Run } from '../../contract/run.ts';

/** Ends that are kept for an answer that is still on its way; more than a computer runs in the second that may take. */
const mostKept = 1000;

/**
 * Matches the runs that this person started in this tab with their ends. A short run is over before the answer to its start has
 * been read, so that either may come first.
 */
export function createOwnRuns() {
  const waiting = new Set<string>();
  const ended = new Map<string, Run>();
  const listeners = new Set<(run: Run) => void>();

  function tell(run: Run): void {
    for (const listener of listeners) listener(run);
  }

  return {
    /** A run was started here. */
    remember: (id: string): void => {
      const run = ended.get(id);
      if (run === undefined) waiting.add(id);
      else if (ended.delete(id)) tell(run);
    },
    /** Some run has ended. */
    hearEnd: (run: Run): void => {
      if (waiting.delete(run.id)) return tell(run);
      ended.set(run.id, run);
      const [oldest] = ended.keys();
      if (ended.size > mostKept && oldest !== undefined) ended.delete(oldest);
    },
    /** Hears each end of a run that was started here, once; returns what stops it. */
    onEnd(listener: (run: Run) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const ownRuns = createOwnRuns();
export const rememberOwnRun = ownRuns.remember;
