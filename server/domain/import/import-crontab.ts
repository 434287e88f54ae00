import { unixWords } from '../../../contract/quartz/index.ts';
import { ianaZone } from '../time/zone-name.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { scheduleOptions } from '../../../contract/schedule.ts';
import { columnsOf, type CronColumns } from './cron-columns.ts';
import { readCronTimes } from './cron-fields.ts';
import { readEntry, readPercents, readVariable, splitUser, type CronEntry } from './cron-lines.ts';
import { commandName } from './cron-names.ts';
import { quartzOf, type CronKind } from './cron-quartz.ts';
import { createSetBuilder, joined, type ImportedSet, type SetBuilder } from './import-set.ts';

interface CrontabContext {
  /** The zone of this computer, in which crontab times are meant. */
  readonly timezone: string;
  /** The user's answers about the file. Without an answer it is detected, or asked for. */
  readonly columns?: CronColumns | undefined;
  readonly cron?: CronKind | undefined;
}

/** cron drops what it could not run and starts everything that is due; imported schedules do the same. */
const options = scheduleOptions.parse({ misfire: 'skip', overlap: 'allow' });

/** The lines above a line that affect it; `env` grows with the lines that follow, so what is kept of it is a copy. */
interface Around {
  readonly env: Readonly<Record<string, string>>;
  readonly place: Translatable;
  readonly title: string;
}

interface Reading {
  readonly builder: SetBuilder;
  readonly timezone: string;
  /** null if the file does not tell. */
  readonly columns: CronColumns | null;
  readonly cron: CronKind | null;
}

/**
 * Reads a crontab: one process per command, one schedule per line, named by the comment above it. Variables go to the processes. If
 * the file does not tell whether it has a user column, or which cron it is for and the lines depend on it, the lines wait for an
 * answer (`questions`).
 */
export function readCrontab(text: string, context: CrontabContext): ImportedSet {
  const steps = readCrontabInSteps(text, context);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same as a generator that yields after each line. */
export function* readCrontabInSteps(text: string, context: CrontabContext): Generator<void, ImportedSet> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const builder = createSetBuilder();
  const reading: Reading = {
    builder,
    timezone: context.timezone,
    columns: context.columns ?? columnsOf(lines),
    cron: context.cron ?? kindOf(lines),
  };
  const env: Record<string, string> = {};
  let comment = '';
  for (const [index, line] of lines.entries()) {
    yield;
    const place = said`line ${index + 1}`;
    const text = line.trim();
    if (text === '' || text.startsWith('#')) {
      comment = text === '' ? '' : titleOf(text);
      continue;
    }
    const variable = readVariable(line);
    if (variable !== null) {
      env[variable.name] = variable.value;
      remarkOn(variable, place, reading);
      continue;
    }
    const entry = readEntry(line);
    if (entry === null) builder.refuse('schedule', '?', said`${place}: ${whyNoEntry(text)}`);
    else take(entry, { env, place, title: comment }, reading);
    comment = '';
  }
  return builder.set;
}

/** Recognizes the comments that distributions write into their crontabs. */
function kindOf(lines: readonly string[]): CronKind | null {
  for (const line of lines) {
    if (/^#.*(don't have to run the `crontab'|Edit this file to introduce tasks to be run by cron)/.test(line))
      return 'debian';
    if (/^#.*\bman 4 crontabs\b|^[ \t]*RANDOM_DELAY[ \t]*=/.test(line)) return 'cronie';
  }
  return null;
}

function remarkOn(
  { name, value }: { name: string; value: string },
  place: Translatable,
  { builder, timezone }: Reading,
): void {
  if (name === 'MAILTO' && value !== '')
    builder.remark(
      said`${place}: Rota sends no mail to ${value}; what a run writes is in its log, and failures can be announced (Settings)`,
    );
  if (name === 'TZ')
    builder.remark(
      said`${place}: TZ=${value} is for the jobs; the times stay those of ${timezone}, as cron itself takes them`,
    );
}

function whyNoEntry(text: string): Translatable {
  const word = /^@\S+/.exec(text)?.[0];
  if (word !== undefined) {
    return Object.hasOwn(unixWords, word.toLowerCase())
      ? said`cron takes ${word.toLowerCase()} in small letters with a command behind it`
      : said`cron knows no ${word}`;
  }
  return said`is neither a time with a command nor a variable`;
}

function take(entry: CronEntry, around: Around, reading: Reading): void {
  const { builder } = reading;
  const { place, title } = around;
  const split = reading.columns === 'user' ? null : splitUser(entry.rest);
  const refuse = (why: Translatable) =>
    builder.refuse('schedule', title || `${commandName(entry.rest)} (${entry.when})`, said`${place}: ${why}`);
  if (reading.columns === null) {
    builder.ask('columns');
    return refuse(
      said`is "${split?.user ?? entry.rest.slice(0, 60)}" the user it runs as, as in /etc/crontab and /etc/cron.d, or the command? Say which kind of crontab this is`,
    );
  }
  if (reading.columns === 'system' && split === null) return refuse(said`has no command behind the user`);
  const zone = zoneOf(around.env, reading);
  if (!zone.ok) return refuse(zone.why);
  const plan = readWhen(entry.when, reading.cron);
  if (!plan.ok) return refuse(plan.why);
  const line = readCommand((split?.command ?? entry.rest).replace(/^-n[ \t]+/, ''), reading.cron);
  if (!line.ok) return refuse(line.why);
  addTo(
    builder,
    { ...around, user: split?.user ?? null, when: entry.when, command: line.command, timezone: zone.zone },
    plan.expressions,
  );
}

type Found<Value> = ({ readonly ok: true } & Value) | { readonly ok: false; readonly why: Translatable };

/** TZ is an ordinary variable of the job. CRON_TZ moves the times in cronie and is an ordinary variable in Debian's cron. */
function zoneOf(env: Around['env'], { timezone, cron, builder }: Reading): Found<{ zone: string }> {
  const given = env['CRON_TZ'];
  if (given === undefined || cron === 'debian') return { ok: true, zone: timezone };
  const zone = given === '' ? 'UTC' : given.replace(/^:/, '');
  if (zone === timezone) return { ok: true, zone };
  if (cron === null) {
    builder.ask('cron');
    return {
      ok: false,
      why: said`CRON_TZ=${given} stands above it: cronie takes the time in that zone, Debian’s cron in the zone of the computer; say which cron it is from`,
    };
  }
  if (cron === 'busybox')
    return {
      ok: false,
      why: said`CRON_TZ=${given} stands above it, which not every busybox knows; write the time in the zone of the computer`,
    };
  const iana = ianaZone(zone);
  return iana !== null
    ? { ok: true, zone: iana }
    : { ok: false, why: said`CRON_TZ=${given} is no time zone that is known` };
}

/** No expression: when the computer starts. */
function readWhen(when: string, cron: CronKind | null): Found<{ expressions: readonly string[] }> {
  if (when === '@reboot') return { ok: true, expressions: [] };
  if (when === '@every_minute') return { ok: true, expressions: ['0 * * * * ?'] };
  const word = unixWords[when];
  if (word !== undefined) return { ok: true, expressions: [word] };
  const read = readCronTimes(when.split(' '));
  if (!read.ok) return { ok: false, why: said`"${when}" cannot be said in Quartz: ${read.why}` };
  const found = quartzOf(read.times, cron);
  return found.ok ? found : { ok: false, why: said`"${when}" cannot be said in Quartz: ${found.why}` };
}

function readCommand(written: string, cron: CronKind | null): Found<{ command: string }> {
  // busybox passes percent signs to the shell unchanged.
  const { command, input } = cron === 'busybox' ? { command: written, input: null } : readPercents(written);
  if (input !== null)
    return {
      ok: false,
      why: said`cron ends the command at the first "%" and gives the rest on standard input, which Rota does not: write \\% where a percent sign is meant, or put the input into the command`,
    };
  if (/(^|[^\\])(\\\\)*\\$/.test(command))
    return { ok: false, why: said`ends with "\\", and cron goes on in no other line: write it in one line` };
  if (/^[*\d][\d*,/-]*[ \t]/.test(`${command} `))
    return { ok: false, why: said`has more than five fields of time before the command; cron has five` };
  if (command.includes('{{'))
    return { ok: false, why: said`"{{" in the command would be read as a value; put the command into a script` };
  return { ok: true, command };
}

interface Job extends Around {
  readonly user: string | null;
  readonly when: string;
  readonly command: string;
  readonly timezone: string;
}

/** Variables for cron itself, not for its jobs. */
const notForJobs = new Set([
  'MAILTO',
  'MAILFROM',
  'CONTENT_TYPE',
  'CONTENT_TRANSFER_ENCODING',
  'RANDOM_DELAY',
  'SHELL',
]);

function addTo(builder: SetBuilder, job: Job, expressions: readonly string[]): void {
  const { env, user, command, title, timezone } = job;
  const variables = Object.entries(env).filter(
    ([name]) => !notForJobs.has(name) && !(name === 'CRON_TZ' && timezone === env['CRON_TZ']),
  );
  const home = env['HOME'] ?? '';
  const program = commandName(command);
  const process = builder.addProcess(
    program,
    {
      title: title || command.slice(0, 200),
      command: env['SHELL'] || '/bin/sh',
      args: ['-c', command],
      ...(home.startsWith('/') ? { cwd: home } : {}),
      env: Object.fromEntries(variables),
    },
    joined([
      ...(user === null ? [] : [said`ran as the user ${user}; Rota runs it as its own user`]),
      ...(/^(?:\.{1,2}|~?[\w.-]+)\//.test(command) && home === ''
        ? [said`begins in the user’s home folder there and in a folder of its run here: write the whole path`]
        : []),
    ]),
  );
  const notes = [
    user === null
      ? said`${job.place}: ${job.when}`
      : said`${job.place}: ${job.when}; ran as the user ${user}; Rota runs it as its own user`,
    ...(Number(env['RANDOM_DELAY'] ?? 0) > 0 ? [said`its random delay is left out`] : []),
    ...(expressions.length === 0 ? [said`ran when the computer starts; here it runs when Rota starts`] : []),
  ];
  const atStart = { id: 'startup-1', kind: 'startup', enabled: true, delaySeconds: 0 } as const;
  const starts =
    expressions.length === 0
      ? [{ plan: { kind: 'call', timezone } as const, options: { ...options, triggers: [atStart] } }]
      : expressions.map((quartz) => ({
          plan: { kind: 'cron', quartz, timezone, start: null, end: null, clockChange: 'move' } as const,
          options,
        }));
  for (const start of starts)
    builder.addSchedule(
      {
        name: title || `${program} (${job.when})`,
        process,
        worker: null,
        ...start,
        values: {},
        runImmediately: false,
        isFavourite: false,
      },
      { note: joined(notes) },
    );
}

/** The text of a comment, unless it is a disabled line, a heading of the columns or a drawn line. */
function titleOf(line: string): string {
  const text = line.replace(/^#+\s*/, '').trim();
  const isHeading = /^m(in(ute)?)?\s+h(our)?\s+/i.test(text) || /^[.|*\s-]*-{2,}\s/.test(text);
  const isOther = isHeading || readEntry(text) !== null || readVariable(text) !== null;
  return /\p{L}/u.test(text) && !isOther ? text.slice(0, 190) : '';
}
