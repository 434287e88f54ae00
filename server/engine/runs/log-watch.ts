import path from 'node:path';
import { readNewLines } from '../../runner/log-reader.ts';
import type { StoredRun } from '../../store/rows.ts';
import type { Core } from '../core.ts';

/** The file of an attempt's log; the runner writes it. */
export const logFileIn = (folder: string, attempt: number): string => path.join(folder, `attempt-${attempt}.log`);

/** Announces new lines of the logs that somebody looks at. */
export interface LogWatch {
  /** For a minute from now, or until the run has ended and all is told. */
  watch(run: StoredRun): void;
  close(): void;
}

const lookEveryMs = 150;
const watchedMs = 60_000;

interface Watched {
  until: number;
  attempt: number;
  offset: number;
  line: number;
}

export function createLogWatch(core: Core): LogWatch {
  const watched = new Map<string, Watched>();
  let cancel: (() => void) | null = null;

  async function look(): Promise<void> {
    for (const [id, place] of watched) {
      const run = await core.store.runs.get(id);
      if (!run || core.clock.now() > place.until) {
        watched.delete(id);
        continue;
      }
      if (run.attempt > place.attempt) Object.assign(place, { attempt: run.attempt, offset: 0, line: 1 });
      const read = await readNewLines(logFileIn(core.runFolder(run), place.attempt), place.offset, place.line);
      Object.assign(place, { offset: read.offset, line: read.lineNumber });
      if (read.lines.length > 0)
        core.live.announce({ type: 'log', runId: id, attempt: place.attempt, lines: read.lines });
      else if (run.status === 'ended') watched.delete(id);
    }
  }

  function again(): void {
    cancel = null;
    if (watched.size === 0) return;
    cancel = core.clock.after(lookEveryMs, () => {
      look()
        .catch((error: unknown) => core.log.warn('a watched log could not be read', { error }))
        .finally(again);
    });
  }

  return {
    watch(run) {
      const until = core.clock.now() + watchedMs;
      const known = watched.get(run.id);
      if (known) known.until = until;
      // From the first line: whoever watches leaves out what it has already, by number.
      else watched.set(run.id, { until, attempt: Math.max(run.attempt, 1), offset: 0, line: 1 });
      if (cancel === null) again();
    },
    close() {
      watched.clear();
      cancel?.();
      cancel = null;
    },
  };
}
