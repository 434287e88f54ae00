import { dictionaryOf } from '../../contract/words/dictionary-of.ts';
import { instantToWall } from '../../contract/quartz/index.ts';
import type { Outcome, Run, RunStatus, Trigger } from '../../contract/run.ts';
import { cellSeparators, type CellSeparator, type RunsTableQuery } from '../../contract/runs-table.ts';
import { said, saidIn, type Dictionary, type Translatable } from '../../contract/translatable.ts';
import type { Engine } from '../engine/engine.ts';
import type { Caller } from '../people/caller.ts';
import { sees } from './sight/sees.ts';

export type Cell = string | number;

interface Column {
  readonly heading: Translatable;
  cell(run: Run, speech: Speech): Cell;
}

interface Speech {
  readonly zone: string;
  readonly decimal: '.' | ',';
  readonly dictionary: Dictionary;
  readonly reasonOf: (run: Run) => string;
  readonly titleOf: (process: string) => string;
}

const pageSize = 1000;

/**
 * The runs of a query as a CSV table, in pieces: UTF-8 with its mark, CRLF, times in the zone, a decimal comma where the semicolon
 * separates, so that a spreadsheet opens it rightly. A cell that a spreadsheet would run as a formula begins with an apostrophe.
 */
export async function* runsTable(
  engine: Engine,
  { language, separator, ...query }: RunsTableQuery,
  zone: string,
  caller: Pick<Caller, 'processes'>,
): AsyncGenerator<string> {
  // Loaded here, because most servers never write a table.
  const [write, dictionary, { reasonIn }] = await Promise.all([
    csvWriter(separator),
    dictionaryOf(language),
    import('../../contract/words/reason-in.ts'),
  ]);
  const timeOf = (at: number) => wallText(at, zone);
  const titles = new Map(engine.catalogue.all().map(({ name, title }) => [name, title ?? name]));
  const speech: Speech = {
    ...{ zone, dictionary, decimal: separator === 'semicolon' ? ',' : '.' },
    reasonOf: ({ reason }) => (reason === null ? '' : reasonIn(language, reason, timeOf, dictionary)),
    titleOf: (process) => titles.get(process) ?? process,
  };
  yield write([columns.map(({ heading }) => saidIn(heading, dictionary))], true);
  for (let before: number | null | undefined; before !== null;) {
    const page = await engine.runs.list({ ...query, limit: pageSize, ...(before === undefined ? {} : { before }) });
    const seen = page.runs.filter(({ process }) => sees(caller, process));
    if (seen.length > 0)
      yield write(
        seen.map((run) => columns.map((column) => column.cell(run, speech))),
        false,
      );
    before = page.next;
  }
}

/** Writes rows as CSV, as `runsTable` says. */
export async function csvWriter(separator: CellSeparator): Promise<(rows: Cell[][], bom: boolean) => string> {
  const { stringify } = await import('csv-stringify/sync');
  return (rows, bom) =>
    stringify(rows, { bom, delimiter: cellSeparators[separator], record_delimiter: 'windows', escape_formulas: true });
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-12-01 09:00:00` by Rota's own zone data; spreadsheets of all languages read it as a time. */
function wallText(at: number | null, zone: string): string {
  if (at === null) return '';
  const { year, month, day, hour, minute, second } = instantToWall(zone, at);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** With one decimal at most; the sign of the systems that take this separator. */
function secondsOf({ startedAt, endedAt }: Run, decimal: Speech['decimal']): string {
  if (startedAt === null || endedAt === null) return '';
  return String(Math.round((endedAt - startedAt) / 100) / 10).replace('.', decimal);
}

const columns: readonly Column[] = [
  { heading: said`Process`, cell: ({ process }, { titleOf }) => titleOf(process) },
  { heading: said`Schedule`, cell: ({ scheduleName }) => scheduleName },
  {
    heading: said`Result`,
    cell: ({ outcome, status }, { dictionary }) => saidIn(results[outcome ?? status], dictionary),
  },
  { heading: said`Reason`, cell: (run, { reasonOf }) => reasonOf(run) },
  { heading: said`How it was started`, cell: ({ trigger }, { dictionary }) => saidIn(starts[trigger], dictionary) },
  { heading: said`Started by`, cell: ({ startedBy }) => startedBy ?? '' },
  { heading: said`Due`, cell: ({ dueAt }, { zone }) => wallText(dueAt, zone) },
  { heading: said`Started`, cell: ({ startedAt }, { zone }) => wallText(startedAt, zone) },
  { heading: said`Ended`, cell: ({ endedAt }, { zone }) => wallText(endedAt, zone) },
  { heading: said`Time zone`, cell: (_run, { zone }) => zone },
  { heading: said`Seconds`, cell: (run, { decimal }) => secondsOf(run, decimal) },
  { heading: said`Late`, cell: ({ isLate }, { dictionary }) => (isLate ? saidIn(said`yes`, dictionary) : '') },
  { heading: said`Attempts`, cell: ({ attempt }) => attempt },
  { heading: said`Outputs`, cell: ({ outputLine }) => outputLine },
  { heading: said`Worker`, cell: ({ worker }) => worker },
  { heading: said`Run`, cell: ({ id }) => id },
];

const results: Readonly<Record<Outcome | RunStatus, Translatable>> = {
  queued: said`queued`,
  running: said`running`,
  retrying: said`retrying`,
  cancelling: said`cancelling`,
  ended: said`ended`,
  succeeded: said`succeeded`,
  failed: said`failed`,
  'timed-out': said`timed out`,
  cancelled: said`cancelled`,
  interrupted: said`interrupted`,
  skipped: said`skipped`,
  missed: said`missed`,
  blocked: said`blocked`,
  expired: said`expired`,
};

const starts: Readonly<Record<Trigger, Translatable>> = {
  schedule: said`schedule`,
  call: said`call of a program`,
  operator: said`by hand`,
  rerun: said`run again`,
  test: said`test`,
  'follow-up': said`after another run`,
  file: said`file that arrived`,
  startup: said`start of Rota`,
  session: said`session of the desktop`,
  hook: said`web call`,
  mail: said`mail that arrived`,
};
