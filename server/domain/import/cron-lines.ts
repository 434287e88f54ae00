import { unixWords } from '../../../contract/quartz/index.ts';
import { withoutBeginning, withoutEnd } from '../../../contract/without-end.ts';

/** A line that sets a variable, parsed with the states of cron's load_env; null for other lines. */
export function readVariable(line: string): { readonly name: string; readonly value: string } | null {
  const shape = /^(?:"([^"=]*)"|'([^'=]*)'|([^\s"'=][^\s=]*)|)[ \t]*=[ \t]*(.*)$/;
  const match = shape.exec(withoutBeginning(line, ' \t'));
  if (!match) return null;
  const [, double, single, bare = ''] = match;
  const name = double ?? single ?? bare;
  const value = valueOf(withoutEnd(match[4] ?? '', ' \t\r'));
  return value === null || name === '' ? null : { name, value };
}

/** Quotes are removed only if they enclose the whole value; with an unclosed quote the line is not an assignment. */
function valueOf(text: string): string | null {
  const [quote = ''] = text;
  if (quote !== '"' && quote !== "'") return text;
  const end = text.indexOf(quote, 1);
  return end === text.length - 1 ? text.slice(1, -1) : null;
}

/** What follows the time: a command, or a user and a command. */
export interface CronEntry {
  /** `@daily`, or five fields with one blank between them. */
  readonly when: string;
  readonly rest: string;
}

/** cron itself accepts far less. */
const longestField = 1000;
const fieldShape = /^[A-Za-z0-9*,/~?#-]+$/;
const knownWords = new Set([...Object.keys(unixWords), '@reboot', '@every_minute']);

/** Only blanks and tabs separate the fields, as in cron. Words are case-sensitive: cron does not accept "@Daily". */
export function readEntry(line: string): CronEntry | null {
  const match = /^[ \t]*(@[^ \t]+|(?:[^ \t]+[ \t]+){4}[^ \t]+)[ \t]+([^ \t].*)$/.exec(line);
  if (!match) return null;
  const [, written = '', rest = ''] = match;
  // In cronie a dash before a line of root keeps that line out of the log.
  const when = written.replace(/[ \t]+/g, ' ').replace(/^-/, '');
  const isTime = when.startsWith('@')
    ? knownWords.has(when)
    : when.split(' ').every((field) => field.length <= longestField && fieldShape.test(field)) && /^[\d*~]/.test(when);
  return isTime ? { when, rest: withoutEnd(rest, ' \t\r') } : null;
}

/** The first word and the rest; null if there is no rest. */
export function splitUser(rest: string): { readonly user: string; readonly command: string } | null {
  const match = /^([^ \t]+)[ \t]+(.+)$/.exec(rest);
  return match === null ? null : { user: match[1] ?? '', command: match[2] ?? '' };
}

/**
 * cron's rule for percent signs: "\%" is a percent sign; the first bare one ends the command and starts the standard input, in which
 * each further one is a line end. `input` is null if there is no bare one.
 */
export function readPercents(text: string): { readonly command: string; readonly input: string | null } {
  let command = '';
  let isEscaped = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (isEscaped) {
      command = sign === '%' ? `${command.slice(0, -1)}%` : command + sign;
      isEscaped = false;
    } else if (sign === '%') return { command, input: text.slice(at + 1) };
    else {
      command += sign;
      isEscaped = sign === '\\';
    }
  }
  return { command, input: null };
}
