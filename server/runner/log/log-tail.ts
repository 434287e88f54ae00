import { readFile } from 'node:fs/promises';
import type { LogLine } from '../../../contract/run.ts';
import { parseLogLine } from './log-line.ts';
import { tailFile } from './log-tail-file.ts';

/** The last lines of a full log, as they are now. */
export interface LogTail {
  /** Lines between the head and the first of these. */
  readonly leftOut: number;
  readonly lines: LogLine[];
}

/** Null if the log is not full, or its robot has ended. Its lines are numbered as if they followed line `after`. */
export async function readTail(logFile: string, after: number): Promise<LogTail | null> {
  const text = await readFile(tailFile(logFile), 'utf8').catch(() => null);
  if (text === null) return null;
  const [count = '', ...lines] = text.split('\n');
  lines.pop();
  return { leftOut: Number(count), lines: lines.map((line, index) => parseLogLine(line, after + 1 + index)) };
}
