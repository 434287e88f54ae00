import type { LogLevel } from './log-entry.ts';

/** The log's texts, in the reader's language. */
export interface LogLabels {
  readonly region: string;
  readonly find: string;
  readonly previous: string;
  readonly next: string;
  /** `3 of 20`; 0 of 0 if nothing was found, `isPart` while some lines have not been searched. */
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
  /** The line does not exist; `last` is the last one. */
  readonly noSuchLine: (last: number) => string;
  readonly openGroups: string;
  readonly closeGroups: string;
  readonly untitled: string;
  /** For a closed group: how many of its lines match. */
  readonly matches: (count: number) => string;
  /** Between the first lines of a full log and its latest ones, while it is written. */
  readonly leftOutSoFar: (count: number) => string;
  /** Rota's own notes in a log, translated where a translation exists. */
  readonly ofRota: (text: string) => string;
  readonly tooLongToCopy: string;
}
