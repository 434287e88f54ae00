import type { LogEntry } from './log-entry.ts';
import type { LogGroup } from './log-groups.ts';

export interface LogSearch {
  readonly text: string;
  readonly levels: 'all' | 'problems' | 'errors';
}

/** Where the lines of a log come from; of a long one, only some are at hand. Another object whenever something changed. */
export interface LogSource {
  readonly total: number;
  readonly groups: readonly LogGroup[];
  /** The end of a log whose head is full, while it is written; how many lines stand between. */
  readonly tail: { readonly leftOut: number; readonly lines: readonly LogEntry[] } | null;
  readonly lineAt: (number: number) => LogEntry | undefined;
  /** These lines are looked at. */
  readonly want: (from: number, to: number) => void;
  readonly wantProblems: (numbers: readonly number[]) => void;
  /** Numbers of lines that hold a text, from one on; `next` is where to go on. */
  readonly find: (
    search: LogSearch,
    from: number,
  ) => Promise<{ lines: readonly number[]; next: number | null; total: number }>;
  readonly readAll: (levels: 'all' | 'problems', most: number) => Promise<readonly LogEntry[]>;
}
