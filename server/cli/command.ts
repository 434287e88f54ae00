import type { ParseArgsConfig } from 'node:util';
import type { Config } from '../config.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;
export type Given = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** The input of a command, and its ways to answer. */
export interface Call {
  readonly config: Config;
  readonly arguments: readonly string[];
  readonly options: Given;
  /** A line for people, on stdout; nothing under `--json`. */
  readonly say: (text: string) => void;
  /** The result: under `--json` it is printed as JSON and nothing else is. */
  readonly answer: (value: unknown) => void;
}

export interface Command {
  /** Words that name it, such as `client add`. */
  readonly name: string;
  /** Its arguments as the help shows them. */
  readonly usage: string;
  readonly summary: string;
  /** The number of its arguments. */
  readonly takes: number;
  /** So many suffice; absent: all of them are needed. */
  readonly least?: number;
  readonly options?: Options;
  /** What its first argument names: offered by the completion of a shell. */
  readonly names?: 'processes' | 'schedules' | 'runs';
  /** Not in the help: programs call it. */
  readonly isHidden?: boolean;
  /** Resolves to the exit code; without one it is 0. */
  run(call: Call): Promise<number | void>;
}

/** A mistake on the command line: a sentence, and where to find help. */
export class Usage extends Error {
  override readonly name = 'Usage';
}

export const textOf = (value: Given[string]): string | undefined => (typeof value === 'string' ? value : undefined);
export const textsOf = (value: Given[string]): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** `90`, `90s`, `15m`, `24h`, `7d` in seconds. */
export function secondsOf(text: string, name: string): number {
  const found = /^(\d+)([smhd]?)$/.exec(text);
  if (!found) throw new Usage(`--${name}: "${text}" is not a time such as 90s, 15m, 24h or 7d.`);
  return Number(found[1]) * { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }[found[2] as '' | 's' | 'm' | 'h' | 'd'];
}

/**
 * Columns under a heading, for people. On a terminal the widest columns are cut until a row fits into a line, except IDs, which are there
 * to be copied; a pipe gets all of them whole.
 */
export function table(rows: readonly (readonly string[])[], room: number | null = terminalWidth()): string {
  const columns = (rows[0] ?? []).map((heading, column) => ({
    width: Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    isWhole: heading === 'ID' || heading === 'RUN',
  }));
  if (room !== null) fit(columns, room);
  const cellOf = (cell: string, column: number) => cut(cell, columns[column]?.width ?? 0);
  return rows.map((row) => row.map(cellOf).join('  ').trimEnd()).join('\n');
}

/** Null where the output is no terminal. */
const terminalWidth = (): number | null => (process.stdout.isTTY ? process.stdout.columns : null);

const leastWidth = 8;

/** Takes from the widest column until all fit, or each has its least. */
function fit(columns: { width: number; isWhole: boolean }[], room: number): void {
  const gaps = 2 * (columns.length - 1);
  for (let over = columns.reduce((sum, { width }) => sum + width, gaps) - room; over > 0; over -= 1) {
    const widest = columns.filter(({ isWhole }) => !isWhole).toSorted((one, two) => two.width - one.width)[0];
    if (widest === undefined || widest.width <= leastWidth) return;
    widest.width -= 1;
  }
}

const cut = (text: string, width: number): string =>
  text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;
