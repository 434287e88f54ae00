import { plainReason } from '../../contract/reasons.ts';
import { runFilters, scheduleFilters } from '../../contract/console.ts';
import type { Run } from '../../contract/run.ts';
import type { Plan, ScheduleRow } from '../../contract/schedule.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { table, textOf, Usage, type Call, type Command } from './command.ts';
import { connect, runningServer, type Connection } from './connection.ts';
import { searchOf, searchOptions, searchUsage } from './search-text.ts';
import { allSchedules, scheduleIdOf } from './named-schedule.ts';
import { oneOf, tableHow, writeTableFile } from './table-file.ts';
import { spanText, timeText } from './time-text.ts';

const notRunning = 3;

/** What there is, as tables that fit the terminal. */
export const listCommands: readonly Command[] = [
  {
    name: 'status',
    usage: '[--json]',
    summary: 'What this Rota does: what runs, waits and comes next; exit code 3 if it is not running',
    takes: 0,
    run: status,
  },
  {
    name: 'schedules',
    usage: `[--state ${scheduleFilters.join('|')}] [--process NAME] [--worker NAME] ${searchUsage} [--json]`,
    summary:
      'Schedules: state, next and last run. TEXT may hold keys: tag:bank state:failed folder:Finance -tag:test since:yesterday',
    takes: 0,
    options: {
      state: { type: 'string' },
      process: { type: 'string' },
      worker: { type: 'string' },
      ...searchOptions,
    },
    run: schedules,
  },
  {
    name: 'runs',
    usage: `[--result RESULT] [--process NAME] [--schedule NAME] [--worker ID] [--from 2026-12-01] [--to 2026-12-31T18:00] ${searchUsage} [--limit 50] [--csv FILE|- [--language en|tr] [--separator comma|semicolon|tab]] [--json]`,
    summary: `Runs, newest first; with --csv all of them as a table for spreadsheets (Excel opens it where the separator is that of the system: a semicolon, or a comma in English). RESULT is one of ${runFilters.join(', ')}`,
    takes: 0,
    options: {
      result: { type: 'string' },
      process: { type: 'string' },
      schedule: { type: 'string' },
      worker: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      ...searchOptions,
      limit: { type: 'string' },
      csv: { type: 'string' },
      language: { type: 'string' },
      separator: { type: 'string' },
    },
    run: runs,
  },
];

async function using<T>({ config }: Call, act: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connect(config);
  try {
    return await act(connection);
  } finally {
    await connection.close();
  }
}

async function status({ config, answer, say }: Call): Promise<number> {
  const connection = await runningServer(config);
  if (connection === null) {
    answer({ isRunning: false, home: config.home });
    say(`Rota is not running on ${config.home}.`);
    return notRunning;
  }
  const { version, worker, isPaused, pausedUntil } = await connection.ask('session');
  const { running, waiting, next } = await connection.ask('overview', { query: { period: '24h' } });
  const needAttention = (await connection.ask('attention')).items.length;
  answer({
    ...{ isRunning: true, url: connection.url, home: config.home, version, worker: worker.name, state: worker.state },
    ...{ isPaused, pausedUntil, running, waiting, next, needAttention },
  });
  const until = pausedUntil === null ? 'until resumed' : `until ${timeText(pausedUntil)}`;
  say(`Rota ${version} at ${connection.url}, data folder ${config.home}`);
  say(`Worker ${worker.name}: ${worker.state}${isPaused ? `; everything is paused ${until}` : ''}`);
  say(`Running ${running}, waiting ${waiting}, in need of attention ${needAttention}`);
  say(next === null ? 'Nothing is due.' : `Next: ${next.name} at ${timeText(next.due)}`);
  return 0;
}

async function schedules(call: Call): Promise<void> {
  const { options, answer, say } = call;
  await using(call, async (connection) => {
    const query = given({
      filter: oneOf('state', textOf(options['state']), scheduleFilters),
      process: textOf(options['process']),
      worker: textOf(options['worker']),
      q: searchOf(call),
    });
    const rows = await allSchedules(connection, query);
    answer(rows);
    if (rows.length === 0) return say('No schedules match.');
    say(table([['NAME', 'PROCESS', 'STATE', 'NEXT', 'LAST', 'PLAN', 'ID'], ...rows.map(scheduleLine)]));
  });
}

const scheduleLine = (row: ScheduleRow): string[] => [
  row.isFavourite ? `* ${row.name}` : row.name,
  row.process,
  row.activeRun === null ? row.state : row.activeRun.status,
  row.due === null ? (row.reason === null ? '-' : reasonIn('en', row.reason)) : timeText(row.due),
  row.lastRun === null ? '-' : `${row.lastRun.outcome} ${timeText(row.lastRun.endedAt)}`,
  planText(row.plan),
  row.id,
];

function planText(plan: Plan): string {
  if (plan.kind === 'cron' || plan.kind === 'never') return plan.quartz;
  if (plan.kind === 'once') return `once at ${timeText(plan.at)}`;
  if (plan.kind === 'every') return `every ${plan.every} ${plan.unit}`;
  if (plan.kind === 'working-day') return `working day ${plan.nth} of the month at ${plan.at.join(', ')}`;
  if (plan.kind === 'holiday') return `day ${plan.nth} from ${plan.calendar} at ${plan.at.join(', ')}`;
  return plan.kind === 'now' ? 'once, at once' : 'on call';
}

async function runs(call: Call): Promise<void> {
  const { options, answer, say } = call;
  await using(call, async (connection) => {
    const schedule = textOf(options['schedule']);
    const most = limitOf(textOf(options['limit']));
    const query = given({
      result: oneOf('result', textOf(options['result']), runFilters),
      process: textOf(options['process']),
      schedule: schedule === undefined ? undefined : await scheduleIdOf(schedule, connection),
      worker: textOf(options['worker']),
      from: instantOf('from', textOf(options['from'])),
      to: instantOf('to', textOf(options['to'])),
      q: searchOf(call),
    });
    const file = textOf(options['csv']);
    if (file !== undefined) return writeTable(call, connection, { query, file });
    const found: Run[] = [];
    for (let before: number | null | undefined; before !== null && found.length < most;) {
      const size = String(Math.min(1000, most - found.length));
      const page: { runs: Run[]; next: number | null } = await connection.ask('runs', {
        query: { ...query, limit: size, ...(before === undefined ? {} : { before: String(before) }) },
      });
      found.push(...page.runs);
      before = page.next;
    }
    answer(found.map((run) => ({ ...run, reason: run.reason && plainReason(run.reason) })));
    if (found.length === 0) return say('No runs match.');
    say(table([['RUN', 'PROCESS', 'SCHEDULE', 'RESULT', 'DUE', 'TOOK', 'WHY'], ...found.map(runLine)]));
  });
}

async function writeTable(
  call: Call,
  connection: Connection,
  { query, file }: { readonly query: Readonly<Record<string, string>>; readonly file: string },
): Promise<void> {
  const pieces = await connection.runsTable({ ...query, ...tableHow(call.options) });
  await writeTableFile(call, pieces, { file, done: `The runs are in ${file}.` });
}

const runLine = (run: Run): string[] => [
  run.id,
  run.process,
  run.scheduleName,
  run.outcome ?? run.status,
  timeText(run.dueAt),
  run.startedAt === null ? '-' : spanText((run.endedAt ?? Date.now()) - run.startedAt),
  run.reason === null ? '' : reasonIn('en', run.reason),
];

const given = (query: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined));

function limitOf(text: string | undefined): number {
  if (text !== undefined && !/^[1-9]\d{0,5}$/.test(text))
    throw new Usage(`--limit: "${text}" is no number from 1 to 999999.`);
  return Number(text ?? 50);
}

/** A day is its beginning in the zone of this computer. */
function instantOf(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00`) : Date.parse(text);
  if (Number.isNaN(at)) throw new Usage(`--${name}: "${text}" is no time such as 2026-12-01 or 2026-12-01T09:00.`);
  return String(at);
}
