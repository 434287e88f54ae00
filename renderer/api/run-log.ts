import type { LogLine } from '../../contract/run.ts';
import { createBatch } from './batch.ts';
import { call, CallError } from './client.ts';
import type { Heard } from './event-source.ts';

/** Lines the page holds; the rest is in the file. */
const mostLines = 100_000;
const pageLines = 20_000;
/** So many lines make room at the beginning when a followed log is longer than that. */
const roomLines = 20_000;
/** A watch lasts a minute on the server. */
const watchEveryMs = 30_000;
const batchMs = 120;

export interface RunLogState {
  /** Grows in place; `version` says when. */
  readonly lines: readonly LogLine[];
  readonly version: number;
  /** Lines of the attempt, as far as known. */
  readonly total: number;
  readonly isCut: boolean;
  /** It is over, and its log is not there any more. */
  readonly isGone: boolean;
  readonly isLoading: boolean;
  readonly problem: CallError | null;
}

export interface RunLog {
  readonly read: () => RunLogState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly hear: (heard: Heard) => void;
  /** Fetches what is missing up to the end. */
  readonly catchUp: () => Promise<void>;
  /** Holds the lines round this one instead, if they are not held. */
  readonly show: (line: number) => void;
  /** Whether the end is what the reader looks at: then the first lines make room for the last ones. */
  readonly keepEnd: (isWanted: boolean) => void;
  /** Asks the server to announce new lines, again and again; returns what ends it. */
  readonly watch: () => () => void;
}

/**
 * The log of one attempt: read in pages from line 1, then grown by what is announced; a gap is fetched. Of a longer one than the page
 * holds, a part.
 */
export function createRunLog(runId: string, attempt: number): RunLog {
  const lines: LogLine[] = [];
  const listeners = new Set<() => void>();
  let state: RunLogState = { lines, version: 0, total: 0, isCut: false, isGone: false, isLoading: true, problem: null };
  let fetching: Promise<void> | null = null;
  let isAskedAgain = false;
  /** The first line that is held, or will be. */
  let start = 1;
  let isEndKept = false;

  function set(change: Partial<RunLogState>): void {
    state = { ...state, ...change, lines, version: state.version + 1 };
    for (const listener of listeners) listener();
  }
  const last = () => lines.at(-1)?.number ?? start - 1;

  /** Lets the first lines go where the end is what is read; whether the line after the last one finds a place. */
  function makeRoom(): boolean {
    if (lines.length >= mostLines && isEndKept) lines.splice(0, roomLines);
    return lines.length < mostLines;
  }
  function holdFrom(line: number): void {
    start = Math.max(1, line);
    lines.length = 0;
    set({ isLoading: true });
    // What is being fetched belongs to the part that was held before.
    void (fetching ?? Promise.resolve()).then(catchUp);
  }

  async function fetchRest(): Promise<void> {
    try {
      for (;;) {
        isAskedAgain = false;
        const from = last() + 1;
        const page = await call('runLog', { path: { id: runId }, query: { attempt, from, limit: pageLines } });
        for (const line of page.lines) if (line.number === last() + 1 && makeRoom()) lines.push(line);
        const isDone = page.next === null || page.lines.length === 0 || !makeRoom();
        set({ total: page.total, isCut: page.isCut, isGone: page.isGone, isLoading: !isDone, problem: null });
        // An answer that was under way when the run ended may be without its last lines.
        if (isDone && !isAskedAgain) return;
      }
    } catch (error) {
      const problem = error instanceof CallError ? error : new CallError('INTERNAL', 0, String(error), []);
      set({ isLoading: false, problem });
    }
  }
  function catchUp(): Promise<void> {
    isAskedAgain = true;
    fetching ??= fetchRest().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  const arrivals = createBatch<readonly LogLine[]>(batchMs, (batches) => {
    if (document.hidden) return;
    for (const line of batches.flat()) {
      if (line.number <= last()) continue;
      if (line.number > last() + 1) {
        if (makeRoom()) void catchUp();
        break;
      }
      if (makeRoom()) lines.push(line);
    }
    set({ total: Math.max(state.total, batches.at(-1)?.at(-1)?.number ?? 0) });
  });

  /** Lines that were written before the watch began are not announced. */
  async function askToBeTold(): Promise<void> {
    const watched = await call('watchLog', { path: { id: runId } });
    if (watched.attempt === attempt && watched.lines > last() && makeRoom()) await catchUp();
  }

  function watch(): () => void {
    const again = () => void askToBeTold().catch(() => undefined);
    const onShown = () => void (document.hidden ? undefined : catchUp());
    again();
    const timer = setInterval(again, watchEveryMs);
    document.addEventListener('visibilitychange', onShown);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onShown);
      arrivals.stop();
    };
  }

  return {
    read: () => state,
    subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    hear: ({ announcement }) => {
      if (announcement.type === 'hello') void catchUp();
      else if (announcement.type === 'log' && announcement.runId === runId && announcement.attempt === attempt)
        arrivals.add(announcement.lines);
    },
    catchUp,
    show: (line) => {
      const isHeld = line >= (lines[0]?.number ?? 1) && line <= last();
      if (isHeld || lines.length >= state.total) return;
      if (line <= state.total) holdFrom(line - mostLines / 2);
    },
    keepEnd: (isWanted) => {
      isEndKept = isWanted;
      if (isWanted && last() < state.total && lines.length >= mostLines) holdFrom(state.total - mostLines + roomLines);
    },
    watch,
  };
}
