import { parseArgs } from 'node:util';
import { entryText, type LogLevel } from './log.ts';

/** What Rota prints while it runs without a screen. */
export interface ConsoleLines {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  /** A line with something that opens a door. Programs that collect logs do not get it. */
  readonly confide: (line: string, instead: string) => void;
}

/** Lines for people; or, for programs that collect logs, one JSON object each. */
export function consoleLines(isJson: boolean, now: () => number): ConsoleLines {
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const printError = (line: string) => void process.stderr.write(`${line}\n`);
  if (!isJson) return { say: print, complain: printError, confide: print };
  const textOf = (level: LogLevel, message: string): string =>
    entryText({ at: now(), level, scope: 'console', message, facts: {} });
  return {
    say: (line) => print(textOf('info', line)),
    complain: (line) => printError(textOf('error', line)),
    confide: (_line, instead) => print(textOf('info', instead)),
  };
}

/** `--log json`, `--log debug`: the command line's word for ROTA_LOG. Other arguments are left to others. */
export function environmentSaid(argv: readonly string[]): Record<string, string> {
  const { values } = parseArgs({ args: [...argv], options: { log: { type: 'string' } }, strict: false });
  return typeof values.log === 'string' ? { ROTA_LOG: values.log } : {};
}
