import path from 'node:path';
import { endOfLog, type LogAt, type LogPlace, readNewLines } from '../../runner/log/log-reader.ts';
import { readTail } from '../../runner/log/log-tail.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** The file of an attempt's log, which the runner writes. */
export const logFileIn = (folder: string, attempt: number): string => path.join(folder, logName(attempt));
const logName = (attempt: number): string => `attempt-${attempt}.log`;

/** The same log, also if the folder of its run has been archived in the pack of its day. */
export function logAt(core: EngineContext, run: Pick<StoredRun, 'id' | 'queuedAt'>, attempt: number): LogAt {
  const folder = core.runFolder(run);
  return {
    file: logFileIn(folder, attempt),
    packed: () => core.packs.read(path.dirname(folder), run.id, logName(attempt)),
  };
}

/** Announces new lines of the logs that are being watched. */
export interface LogWatch {
  /** Watches for a minute, or until the run has ended and all lines are announced. Resolves to the lines that will not be announced. */
  watch(run: StoredRun): Promise<{ attempt: number; lines: number }>;
  close(): void;
}

const lookEveryMs = 150;
const watchedMs = 60_000;

interface Watched {
  /** In monotonic ms. */
  until: number;
  attempt: number;
  place: LogPlace;
  /** The announced state of the last lines of a full log; '' if it is not full. */
  tail: string;
}

export function createLogWatch(core: EngineContext): LogWatch {
  const watched = new Map<string, Watched>();
  let cancel: (() => void) | null = null;

  async function look(): Promise<void> {
    for (const [id, one] of watched) {
      try {
        await lookAt(id, one);
      } catch (error) {
        // Only this watch ends, other logs go on; asking for it again starts a new one.
        watched.delete(id);
        core.log.warn('a watched log could not be read', { run: id, error });
      }
    }
  }

  async function lookAt(id: string, one: Watched): Promise<void> {
    const run = await core.store.runs.get(id);
    if (!run || core.clock.monotonic() > one.until) return void watched.delete(id);
    if (run.attempt > one.attempt)
      Object.assign(one, { attempt: run.attempt, place: { offset: 0, line: 1 }, tail: '' });
    await core.elsewhere?.log(run, one.attempt);
    const { lines, place } = await readNewLines(logFileIn(core.runFolder(run), one.attempt), one.place);
    one.place = place;
    if (lines.length > 0) core.announcements.announce({ type: 'log', runId: id, attempt: one.attempt, lines });
    const isTailed = await announceTail({ id, status: run.status, folder: core.runFolder(run) }, one);
    if (lines.length === 0 && !isTailed && run.status === 'ended') watched.delete(id);
  }

  /** Announces the last lines of a full log if they changed since the last check; returns whether they did. */
  async function announceTail({ id, status, folder }: { id: string; status: string; folder: string }, one: Watched) {
    const tail = status === 'ended' ? null : await readTail(logFileIn(folder, one.attempt), one.place.line - 1);
    const mark = tail === null ? '' : `${tail.leftOut} ${tail.lines.length} ${tail.lines.at(-1)?.at}`;
    if (mark === one.tail) return false;
    one.tail = mark;
    core.announcements.announce({ type: 'log-tail', runId: id, attempt: one.attempt, tail });
    return true;
  }

  function again(): void {
    cancel = null;
    if (watched.size === 0) return;
    cancel = core.clock.after(lookEveryMs, () => void look().finally(again));
  }

  return {
    async watch(run) {
      const until = core.clock.monotonic() + watchedMs;
      const attempt = Math.max(run.attempt, 1);
      // Starts at the end: a robot that runs for days has written more than can be announced.
      await core.elsewhere?.log(run, attempt);
      const place = await endOfLog(logAt(core, run, attempt));
      const one = watched.get(run.id) ?? { until, attempt, place, tail: '' };
      one.until = until;
      watched.set(run.id, one);
      if (cancel === null) again();
      return { attempt: one.attempt, lines: one.place.line - 1 };
    },
    close() {
      watched.clear();
      cancel?.();
      cancel = null;
    },
  };
}
