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

/** Columns under a heading, for people. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
