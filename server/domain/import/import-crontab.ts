import { parseQuartz, saidError, tolerateQuartz, unixWords, type QuartzError } from '../../../contract/quartz/index.ts';
import { inARow, said, type Said } from '../../../contract/said.ts';
import { scheduleOptions } from '../../../contract/schedule.ts';
import { createSetBuilder, programName, type ImportedSet } from './import-set.ts';

interface CrontabContext {
  /** The zone that its times mean, unless it says CRON_TZ itself. */
  readonly timezone: string;
}

/** cron forgets what it could not run and starts whatever is due: imported schedules do the same. */
const options = scheduleOptions.parse({ misfire: 'skip', overlap: 'allow' });

/**
 * Reads a crontab: one process a command, one schedule a line, named by the comment above it. Variables set in it go to the processes,
 * CRON_TZ to the schedules. A column for the user (as in /etc/crontab) is recognised by its heading or by "root" in every line.
 */
export function readCrontab(text: string, context: CrontabContext): ImportedSet {
  const builder = createSetBuilder();
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const hasUsers = hasUserColumn(lines);
  const env: Record<string, string> = {};
  let timezone = context.timezone;
  let comment = '';
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    const place = said`line ${index + 1}`;
    if (line === '' || line.startsWith('#')) {
      comment = line === '' ? '' : titleOf(line);
      continue;
    }
    const variable = readVariable(line);
    if (variable !== null) {
      if (/^(CRON_)?TZ$/.test(variable.name)) timezone = variable.value;
      else if (!/^(MAILTO|MAILFROM|CONTENT_TYPE|RANDOM_DELAY)$/.test(variable.name))
        env[variable.name] = variable.value;
      continue;
    }
    const entry = readEntry(line, hasUsers);
    const title = comment;
    comment = '';
    if (entry === null) {
      builder.refuse('schedule', '?', said`${place}: is neither a time with a command nor a variable`);
      continue;
    }
    const name = title || `${programName(commandWord(entry.command))} (${entry.when})`;
    const plan = readWhen(entry.when);
    const command = unescapePercent(entry.command);
    if (plan.ok === false) builder.refuse('schedule', name, said`${place}: ${plan.why}`);
    else if (command === null)
      builder.refuse(
        'schedule',
        name,
        said`${place}: gives text after "%" on standard input, which Rota does not; put it into the command`,
      );
    else if (command.includes('{{'))
      builder.refuse(
        'schedule',
        name,
        said`${place}: "{{" in the command would be read as a value; put the command into a script`,
      );
    else {
      const { SHELL: shell = '/bin/sh', ...variables } = env;
      const user = entry.user === null ? null : said`ran as the user ${entry.user}; Rota runs it as its own user`;
      const process = builder.addProcess(
        programName(commandWord(command)),
        { title: title || command.slice(0, 200), command: shell, args: ['-c', command], env: variables },
        user,
      );
      builder.addSchedule(
        {
          name,
          process,
          worker: null,
          plan: { kind: 'cron', quartz: plan.quartz, timezone, start: null, end: null, clockChange: 'move' },
          options,
          values: {},
          runImmediately: false,
          isFavourite: false,
        },
        { note: said`${place}: ${entry.when}` },
      );
    }
  }
  return builder.set;
}

function readVariable(line: string): { name: string; value: string } | null {
  const match = /^("[^"]*"|'[^']*'|[A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line);
  if (!match) return null;
  const [, name = '', value = ''] = match;
  return { name: unquote(name), value: unquote(value.trim()) };
}

function unquote(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}

interface Entry {
  readonly when: string;
  readonly user: string | null;
  readonly command: string;
}

function readEntry(line: string, hasUsers: boolean): Entry | null {
  const match = /^(@\w+|(?:\S+\s+){4}\S+)\s+(.+)$/.exec(line);
  if (!match) return null;
  const [, when = '', rest = ''] = match;
  if (!when.startsWith('@') && when.split(/\s+/).some((field) => !/^[\w*,/~-]+$/.test(field))) return null;
  const fields = when.replace(/\s+/g, ' ');
  if (!hasUsers) return { when: fields, user: null, command: rest };
  const [, user = '', command = ''] = /^(\S+)\s+(.+)$/.exec(rest) ?? [];
  return command === '' ? null : { when: fields, user, command };
}

function hasUserColumn(lines: readonly string[]): boolean {
  if (lines.some((line) => /^#.*\bdow\s+user(-name)?\s+command\b/i.test(line))) return true;
  const entries = lines
    .filter((line) => !line.trim().startsWith('#'))
    .map((line) => readEntry(line.trim(), true))
    .filter((entry) => entry !== null);
  return entries.length > 0 && entries.every(({ user }) => user === 'root');
}

function readWhen(when: string): { ok: true; quartz: string } | { ok: false; why: Said } {
  if (when === '@reboot')
    return {
      ok: false,
      why: said`runs when the computer starts, which is not a time; let Rota start at sign-in and run it by hand`,
    };
  const word = unixWords[when.toLowerCase()];
  if (word !== undefined) return { ok: true, quartz: word };
  const read = tolerateQuartz(when);
  if (read.ok) return { ok: true, quartz: read.expression };
  const [error] = read.errors;
  const why =
    error?.code === 'UNIX_BOTH_DAYS'
      ? said`"${when}" cannot be said in Quartz, for it names days of the month and days of the week; make two lines of it`
      : said`"${when}" cannot be said in Quartz: ${inARow(faultsOf(when, read.errors).map(saidError), ' ')}`;
  return { ok: false, why };
}

/** What is wrong with five fields is in one of them, not in their number. */
function faultsOf(when: string, errors: readonly QuartzError[]): readonly QuartzError[] {
  const [minute, hour, day, month, weekday] = when.split(' ');
  if (weekday === undefined) return errors;
  const asQuartz = [`0 ${minute} ${hour} ${day} ${month} ?`, `0 ${minute} ${hour} ? ${month} ${weekday}`];
  const refused = asQuartz.map(parseQuartz).find(({ ok }) => !ok);
  return refused?.ok === false ? refused.errors : errors;
}

/** cron takes "\%" as a percent sign, and a bare one as the end of the command: null for the latter. */
function unescapePercent(command: string): string | null {
  return /(?<!\\)%/.test(command) ? null : command.replaceAll('\\%', '%');
}

/** The program of a command line, after variables that stand before it. */
function commandWord(command: string): string {
  const words = command
    .split(/\s+/)
    .filter((word) => !/^[A-Za-z_]\w*=/.test(word) && !['cd', 'sudo', 'nice', 'test', '['].includes(word));
  return unquote(words[0] ?? command);
}

/** The words of a comment, unless it is a line switched off or a drawn rule. */
function titleOf(line: string): string {
  const text = line.replace(/^#+\s*/, '').trim();
  const isSwitchedOff = readEntry(text, false) !== null && readWhen(readEntry(text, false)?.when ?? '').ok;
  const isHeading = /^m\s+h\s+dom\b/i.test(text);
  return /\p{L}/u.test(text) && !isHeading && !isSwitchedOff && readVariable(text) === null ? text.slice(0, 190) : '';
}
