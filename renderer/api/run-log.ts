import type { LogGroup } from '../../contract/console.ts';
import { groupCommand } from '../../contract/log-groups.ts';
import type { LogLine } from '../../contract/run.ts';
import { createBatch } from './batch.ts';
import { call, CallError, type Answer } from './client.ts';
import type { ServerEvent } from './event-source.ts';
import { createLogLines } from './log-lines.ts';
import { renewWatch } from './renew-watch.ts';
import { createWantedSpans } from './wanted-spans.ts';

const batchMs = 120;
const groupsEveryMs = 500;
const pageLines = 20_000;
/** Lines fetched before and after the visible ones: for scrolling and printing. */
const nearLines = 2000;

export interface RunLogState {
  /** Changes whenever new data is known. */
  readonly version: number;
  /** Number of lines of the attempt, as far as known. */
  readonly total: number;
  readonly groups: readonly LogGroup[];
  /** The latest lines of a full log while its robot runs. */
  readonly tail: Answer<'runLog'>['tail'];
  readonly isCut: boolean;
  /** The attempt has ended and its log was deleted. */
  readonly isGone: boolean;
  readonly isLoading: boolean;
  readonly problem: CallError | null;
}

export interface LogQuestion {
  readonly text: string;
  readonly levels: 'all' | 'problems' | 'errors';
}

export interface RunLog {
  readonly read: () => RunLogState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly receive: (event: ServerEvent) => void;
  /** Fetches what was appended. */
  readonly catchUp: () => Promise<void>;
  /** A line, if it is cached. */
  readonly lineAt: (number: number) => LogLine | undefined;
  /** The visible lines: missing ones are fetched, before any earlier request. */
  readonly want: (from: number, to: number) => void;
  /** The same for warnings and errors only. */
  readonly wantProblems: (numbers: readonly number[]) => void;
  /** Numbers of the next lines that contain a text, starting at a line. */
  readonly find: (question: LogQuestion, from: number) => Promise<Answer<'findInLog'>>;
  /** All lines, or the problems only, at most `most`. */
  readonly readAll: (levels: 'all' | 'problems', most: number) => Promise<LogLine[]>;
  /** Keeps asking the server to announce new lines; returns its stopper. */
  readonly watch: () => () => void;
}

const nothingKnown: RunLogState = {
  version: 0,
  total: 0,
  groups: [],
  tail: null,
  isCut: false,
  isGone: false,
  isLoading: true,
  problem: null,
};

const problemOf = (error: unknown) =>
  error instanceof CallError ? error : new CallError('INTERNAL', 0, String(error), []);

/** All lines of an attempt, or its problems only, page by page, at most `most`. */
async function readPages(id: string, attempt: number, levels: 'all' | 'problems', most: number): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for (let from: number | null = 1; from !== null && lines.length < most;) {
    const query = { attempt, from, limit: Math.min(pageLines, most - lines.length), levels };
    const page: Answer<'runLog'> = await call('runLog', { path: { id }, query });
    lines.push(...page.lines);
    from = page.next;
  }
  return lines;
}

/** The log of one attempt, of any length: only what is visible is fetched, and only the latest of that is cached. */
export function createRunLog(runId: string, attempt: number): RunLog {
  const held = createLogLines();
  const listeners = new Set<() => void>();
  let state = nothingKnown;
  let fetching: Promise<void> | null = null;
  let isAskedAgain = false;
  const path = { id: runId };

  function set(change: Partial<RunLogState>): void {
    state = { ...state, ...change, version: state.version + 1 };
    for (const listener of listeners) listener();
  }

  function take(answer: Answer<'runLog'>): void {
    held.put(answer.lines);
    const { isCut, isGone, tail } = answer;
    set({ total: Math.max(state.total, answer.total), isCut, isGone, tail, isLoading: false, problem: null });
  }

  async function fetchRest(): Promise<void> {
    try {
      do {
        isAskedAgain = false;
        const from = state.total + 1;
        const before = state.total;
        const answer = await call('runLog', { path, query: { attempt, from, limit: held.spanLines } });
        if (answer.total < before) {
          // A log that got shorter is a different log.
          held.clear();
          set({ total: 0 });
        }
        take(answer);
        if (state.total !== before || before === 0) groupsChanged.add(true);
        // An answer in flight when the run ended may lack its last lines.
      } while (isAskedAgain);
    } catch (error) {
      set({ isLoading: false, problem: problemOf(error) });
    }
    wantedSpans.fetch();
  }
  function catchUp(): Promise<void> {
    isAskedAgain = true;
    fetching ??= fetchRest().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  const wantedSpans = createWantedSpans(async ({ from, limit, levels }) => {
    try {
      take(await call('runLog', { path, query: { attempt, from, limit, levels } }));
    } catch (error) {
      set({ problem: problemOf(error) });
    }
  });

  const groupsChanged = createBatch<true>(groupsEveryMs, () => {
    void call('logGroups', { path, query: { attempt } }).then(
      ({ groups }) => (groups.length > 0 || state.groups.length > 0) && set({ groups }),
      () => undefined,
    );
  });

  const arrivals = createBatch<readonly LogLine[]>(batchMs, (batches) => {
    if (document.hidden) return;
    const lines = batches.flat();
    const isGap = (lines[0]?.number ?? 0) > state.total + 1;
    held.put(lines);
    set({ total: Math.max(state.total, lines.at(-1)?.number ?? 0) });
    const mayGroup = ({ level, text }: LogLine) =>
      groupCommand(text) !== null || (state.groups.length > 0 && (level === 'error' || level === 'rota'));
    if (isGap || lines.some(mayGroup)) groupsChanged.add(true);
  });

  /** Lines written before the watch began are not announced. */
  async function renewLogWatch(): Promise<void> {
    const watched = await call('watchLog', { path });
    if (watched.attempt === attempt && watched.lines > state.total) await catchUp();
  }

  function watch(): () => void {
    const stop = renewWatch(renewLogWatch, catchUp);
    return () => {
      stop();
      arrivals.stop();
    };
  }

  return {
    read: () => state,
    subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    receive: ({ announcement }) => {
      if (announcement.type === 'hello') return void catchUp();
      if (announcement.type !== 'log' && announcement.type !== 'log-tail') return;
      if (announcement.runId !== runId || announcement.attempt !== attempt) return;
      if (announcement.type === 'log') arrivals.add(announcement.lines);
      else set({ tail: announcement.tail });
    },
    catchUp,
    lineAt: held.at,
    want(from, to) {
      const missing = (first: number, last: number) => held.missing(Math.max(1, first), Math.min(last, state.total));
      wantedSpans.fetch([
        ...missing(from, to),
        ...missing(to + 1, to + nearLines),
        ...missing(from - nearLines, from - 1),
      ]);
    },
    wantProblems(numbers) {
      const first = numbers.find((number) => held.at(number) === undefined);
      wantedSpans.fetch(first === undefined ? [] : [{ from: first, limit: held.spanLines, levels: 'problems' }]);
    },
    find: ({ text, levels }, from) => call('findInLog', { path, query: { attempt, from, text, levels } }),
    readAll: (levels, most) => readPages(runId, attempt, levels, most),
    watch,
  };
}
