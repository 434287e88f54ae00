import { dictionaryOf } from '../../contract/words/dictionary-of.ts';
import { successShare, type Report, type ReportFigures } from '../../contract/report.ts';
import type { ReportTableQuery } from '../../contract/runs-table.ts';
import { said, saidIn, type Dictionary, type Translatable } from '../../contract/translatable.ts';
import { csvWriter, type Cell } from './runs-table.ts';

/**
 * A report as one CSV table, so that a spreadsheet can filter it: a line for the whole, then one for each process, schedule, worker, program
 * or person, and day. Written as the table of runs.
 */
export async function reportTable(
  report: Report,
  { language, separator }: Pick<ReportTableQuery, 'language' | 'separator'>,
): Promise<string> {
  const [write, dictionary] = await Promise.all([csvWriter(separator), dictionaryOf(language)]);
  const decimal = separator === 'semicolon' ? ',' : '.';
  const line = (of: Translatable, name: string, about: string, figures: ReportFigures): Cell[] => [
    saidIn(of, dictionary),
    name,
    about,
    ...cellsOf(figures, decimal),
  ];
  const span = `${report.firstDay} – ${report.lastDay}`;
  const rows = [
    line(said`Total`, span, report.timezone, report.totals),
    ...(report.before === null
      ? []
      : [
          line(
            said`Time before`,
            `${report.before.firstDay} – ${report.before.lastDay}`,
            report.timezone,
            report.before.totals,
          ),
        ]),
    ...report.processes.map((row) => line(said`Process`, row.title, row.process, row)),
    ...report.schedules.map((row) => line(said`Schedule`, row.name, row.title, row)),
    ...report.workers.map((row) => line(said`Worker`, row.name, row.id, row)),
    ...report.starters.map((row) =>
      line(said`Started by`, row.name, row.isClient ? saidIn(said`API client`, dictionary) : '', row),
    ),
    ...report.days.map((day) => dayLine(day, dictionary, decimal)),
  ];
  return write([headings.map((heading) => saidIn(heading, dictionary)), ...rows], true);
}

const headings: readonly Translatable[] = [
  said`Of`,
  said`Name`,
  said`Belongs to`,
  said`Ran`,
  said`Succeeded`,
  said`Success (%)`,
  said`Failed`,
  said`Cancelled`,
  said`Skipped`,
  said`Did not run`,
  said`Needed several attempts`,
  said`Robot hours`,
];

function cellsOf(figures: ReportFigures, decimal: '.' | ','): Cell[] {
  const share = successShare(figures);
  return [
    ...[figures.ran, figures.succeeded, share === null ? '' : tenths(share * 100, decimal), figures.failed],
    ...[figures.cancelled, figures.skipped, figures.absent, figures.retried, hoursOf(figures.robotMs, decimal)],
  ];
}

/** Of a day less is known: what is not stays empty. */
function dayLine(day: Report['days'][number], dictionary: Dictionary, decimal: '.' | ','): Cell[] {
  const share = successShare(day);
  return [
    ...[saidIn(said`Day`, dictionary), day.day, '', day.succeeded + day.failed, day.succeeded],
    ...[share === null ? '' : tenths(share * 100, decimal), day.failed, '', '', day.absent, ''],
    hoursOf(day.robotMs, decimal),
  ];
}

const tenths = (value: number, decimal: '.' | ','): string => String(Math.round(value * 10) / 10).replace('.', decimal);
const hoursOf = (ms: number, decimal: '.' | ','): string => String(Math.round(ms / 36_000) / 100).replace('.', decimal);
