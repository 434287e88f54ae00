import type { LogLevel } from './log-line.tsx';

/** What the log says, in the reader's language. */
export interface LogLabels {
  readonly region: string;
  readonly find: string;
  readonly previous: string;
  readonly next: string;
  /** `3 of 20`; 0 of 0 when nothing was found, `isPart` when there are lines that were not looked in. */
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
}
