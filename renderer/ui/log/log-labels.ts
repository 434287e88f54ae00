import type { LogLevel } from './log-entry.ts';

/** What the log says, in the reader's language. */
export interface LogLabels {
  readonly region: string;
  readonly find: string;
  readonly previous: string;
  readonly next: string;
  /** `3 of 20`; 0 of 0 when nothing was found, `isPart` while there are lines that were not looked in. */
  readonly hits: (at: number, of: number, isPart: boolean) => string;
  readonly follow: string;
  readonly problemsOnly: string;
  readonly wrap: string;
  readonly lines: (count: number) => string;
  readonly newLines: (count: number) => string;
  readonly copy: string;
  readonly download: string;
  readonly level: (level: LogLevel) => string;
  readonly noErrors: string;
  readonly atLine: (line: number) => string;
  readonly goToLine: string;
  readonly goToLineHint: string;
  /** There is no such line; `last` is the last one. */
  readonly noSuchLine: (last: number) => string;
  readonly openGroups: string;
  readonly closeGroups: string;
  readonly untitled: string;
  /** Of a closed group: in how many of its lines something was found. */
  readonly matches: (count: number) => string;
  /** Between the first lines of a full log and its last ones, while they are written. */
  readonly leftOutSoFar: (count: number) => string;
  /** What Rota noted in a log, in the reader's language where there are words for it. */
  readonly ofRota: (text: string) => string;
  readonly tooLongToCopy: string;
}
