import type { Run } from '../../contract/run.ts';

/** How many runs are kept for a start whose answer is still in flight; more than a computer can end in that second. */
const mostKept = 1000;

/**
 * Matches runs that this person started in this tab with their begins and ends. A short run may end before the answer to its start is read,
 * so either may come first.
 */
export function createOwnRuns() {
  /** Runs of this tab that are not over, and whether their begin was told. */
  const waiting = new Map<string, boolean>();
  const begun = createKept();
  const ended = createKept();
  const starts = new Set<(run: Run) => void>();
  const ends = new Set<(run: Run) => void>();

  return {
    /** A run was started in this tab. */
    remember: (id: string): void => {
      const [end, start] = [ended.take(id), begun.take(id)];
      if (end !== undefined) return tell(ends, end);
      waiting.set(id, start !== undefined);
      if (start !== undefined) tell(starts, start);
    },
    /** Any run runs: once for its begin, and again for each progress. */
    hearStart: (run: Run): void => {
      const wasTold = waiting.get(run.id);
      if (wasTold === undefined) return begun.keep(run);
      if (wasTold) return;
      waiting.set(run.id, true);
      tell(starts, run);
    },
    /** Any run has ended. */
    hearEnd: (run: Run): void => {
      begun.take(run.id);
      if (waiting.delete(run.id)) tell(ends, run);
      else ended.keep(run);
    },
    /** Calls the listener once when a run started here begins, unless it ended before; returns its stopper. */
    onStart: (listener: (run: Run) => void) => listenTo(starts, listener),
    /** Calls the listener once for each end of a run started here; returns its stopper. */
    onEnd: (listener: (run: Run) => void) => listenTo(ends, listener),
  };
}

function createKept() {
  const runs = new Map<string, Run>();
  return {
    keep(run: Run): void {
      runs.set(run.id, run);
      const [oldest] = runs.keys();
      if (runs.size > mostKept && oldest !== undefined) runs.delete(oldest);
    },
    take(id: string): Run | undefined {
      const run = runs.get(id);
      runs.delete(id);
      return run;
    },
  };
}

type Listeners = Set<(run: Run) => void>;

function tell(listeners: Listeners, run: Run): void {
  for (const listener of listeners) listener(run);
}

function listenTo(listeners: Listeners, listener: (run: Run) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const ownRuns = createOwnRuns();
export const rememberOwnRun = ownRuns.remember;
