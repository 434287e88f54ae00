import type { LogEntry } from './log-entry.ts';
import type { LogGroup } from './log-groups.ts';

export interface LogSearch {
  readonly text: string;
  readonly levels: 'all' | 'problems' | 'errors';
}

/** The lines of a log, of which only some may be loaded. A new object after every change. */
export interface LogSource {
  readonly total: number;
  readonly groups: readonly LogGroup[];
  /** The latest lines of a full log while it is written; and how many are omitted in between. */
  readonly tail: { readonly leftOut: number; readonly lines: readonly LogEntry[] } | null;
  readonly lineAt: (number: number) => LogEntry | undefined;
  /** Requests the visible lines. */
  readonly want: (from: number, to: number) => void;
  readonly wantProblems: (numbers: readonly number[]) => void;
  /** Numbers of matching lines from one on; `next` is where to continue. */
  readonly find: (
    search: LogSearch,
    from: number,
  ) => Promise<{ lines: readonly number[]; next: number | null; total: number }>;
  readonly readAll: (levels: 'all' | 'problems', most: number) => Promise<readonly LogEntry[]>;
}
