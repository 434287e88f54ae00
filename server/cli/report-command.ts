import { successShare, type Report, type ReportFigures } from '../../contract/report.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { table, textOf, type Call, type Command } from './command.ts';
import { connect } from './connection.ts';
import { tableHow, writeTableFile } from './table-file.ts';
import { spanText, timeText } from './time-text.ts';

/** What ran in a month. */
export const reportCommands: readonly Command[] = [
  {
    name: 'report',
    usage:
      '[--month 2026-11 | --from 2026-11-01 --to 2026-11-30] [--csv FILE|- [--language en|tr] [--separator comma|semicolon|tab]] [--json]',
    summary:
      'What ran in a month (without one this month) or between two days: success, hours of robots, what failed most, lateness, compared with the time before; with --csv as a table for spreadsheets',
    takes: 0,
    options: {
      month: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      csv: { type: 'string' },
      language: { type: 'string' },
      separator: { type: 'string' },
    },
    run: report,
  },
];

async function report(call: Call): Promise<void> {
  const { config, options, answer, say } = call;
  const asked = ['month', 'from', 'to'].flatMap((name) => {
    const text = textOf(options[name]);
    return text === undefined ? [] : [[name, text] as const];
  });
  const query = Object.fromEntries(asked);
  const connection = await connect(config);
  try {
    const file = textOf(options['csv']);
    if (file !== undefined) {
      const pieces = await connection.reportTable({ ...query, ...tableHow(options) });
      return await writeTableFile(call, pieces, { file, done: `The report is in ${file}.` });
    }
    const found: Report = await connection.ask('report', { query });
    answer(found);
    say(reportText(found));
  } finally {
    await connection.close();
  }
}

/** The report for a terminal. */
function reportText(found: Report): string {
  const { firstDay, lastDay, timezone, totals, before, lateness, keptSince, from } = found;
  const head = `${firstDay} to ${lastDay} (${timezone})`;
  const kept =
    keptSince === null || keptSince <= from
      ? []
      : [`History is kept since ${timeText(keptSince)}: what was before is not in it.`];
  if (totals.ran + totals.absent + totals.skipped + totals.cancelled === 0)
    return [`${head}: nothing ran.`, ...kept].join('\n');
  return [
    `${head}: ${totals.ran} runs, ${shareText(totals)} succeeded, ${hoursText(totals)} of robots.`,
    `Failed ${totals.failed}, did not run ${totals.absent}, skipped ${totals.skipped}, cancelled ${totals.cancelled}, needed several attempts ${totals.retried}.`,
    before === null
      ? 'Nothing is known of the time before.'
      : `Before (${before.firstDay} to ${before.lastDay}): ${before.totals.ran} runs, ${shareText(before.totals)} succeeded, ${hoursText(before.totals)}.`,
    ...(lateness === null
      ? []
      : [`Started late: half by at most ${lateText(lateness.medianMs)}, 95 % by at most ${lateText(lateness.p95Ms)}.`]),
    ...kept,
    ...tableOf(
      'PROCESS',
      found.processes.map((row) => [row.title, row]),
    ),
    ...tableOf(
      'SCHEDULE',
      found.schedules.map((row) => [row.name === '' ? row.title : row.name, row]),
    ),
    ...(found.workers.length < 2
      ? []
      : tableOf(
          'WORKER',
          found.workers.map((row) => [row.name, row]),
        )),
    ...tableOf(
      'STARTED BY',
      found.starters.map((row) => [row.name, row]),
    ),
    ...(found.failing.length === 0
      ? []
      : ['', table([['FAILED MOST', 'FAILED', 'MOST OFTEN BECAUSE'], ...found.failing.map(failingLine)])]),
  ].join('\n');
}

function tableOf(name: string, rows: readonly (readonly [string, ReportFigures])[]): string[] {
  if (rows.length === 0) return [];
  const heading = [name, 'RAN', 'SUCCESS', 'FAILED', 'DID NOT RUN', 'RETRIED', 'HOURS'];
  const lines = rows.map(([title, figures]) => [
    ...[title, String(figures.ran), shareText(figures), String(figures.failed), String(figures.absent)],
    ...[String(figures.retried), (figures.robotMs / 3_600_000).toFixed(1)],
  ]);
  return ['', table([heading, ...lines])];
}

const failingLine = ({ title, failed, ran, reason, reasonCount }: Report['failing'][number]): string[] => [
  title,
  `${failed} of ${ran}`,
  reason === null ? '' : `${reasonIn('en', reason)} (${reasonCount})`,
];

function shareText(figures: ReportFigures): string {
  const share = successShare(figures);
  return share === null ? '-' : `${Math.round(share * 1000) / 10} %`;
}
const hoursText = ({ robotMs }: ReportFigures): string => `${(robotMs / 3_600_000).toFixed(1)} hours`;
const lateText = (ms: number): string => (ms < 100 ? 'less than 0.1 s' : spanText(ms));
