import type { KeyboardEvent } from 'react';
import type { LogLabels } from './log-labels.ts';
import type { LogSource } from './log-source.ts';
import type { LogReading } from './use-log-reading.ts';

export interface LogViewProps {
  readonly labels: LogLabels;
  readonly source: LogSource;
  readonly reading: LogReading;
  readonly time: (at: number) => string;
  /** The line selected by find, an error key or the address. */
  readonly line: number | null;
  readonly hrefOf: (line: number) => string;
  readonly onLine: (line: number) => void;
  /** The names of the keys that work in it, for the footer. */
  readonly keys?: string | undefined;
  readonly onKey: (event: KeyboardEvent) => void;
}
