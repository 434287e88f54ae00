import { said } from '../../../contract/translatable.ts';
import type { ReportStore } from '../report-store.ts';
import {
  dayFigures,
  dayNames,
  failuresSql,
  groupsSql,
  latenessSql,
  reportOf,
  totalsOf,
  totalsSql,
  type Dialect,
} from '../rows/report-rows.ts';
import { storageError } from './database.ts';
import { askEachInThread } from './database-thread.ts';

const dialect: Dialect = {
  runByEnd: 'run INDEXED BY run_ended',
  row: (values) => `json_array(${values})`,
  all: (row) => `json_group_array(${row})`,
  object: (pairs) => `json_object(${pairs})`,
  code: `json_extract(reason, '$.code')`,
};

/** Day by day over the index alone. */
function daysSql(days: readonly number[]): string {
  const spans = days
    .slice(0, -1)
    .map((start, index) => `(${index}, ${Math.trunc(start)}, ${Math.trunc(days[index + 1]!)})`);
  return `WITH span (day, first, after) AS (VALUES ${spans.join(', ')})
    SELECT json_group_array(json_array(${dayNames})) FROM (
      SELECT day, ${dayFigures} FROM span CROSS JOIN run INDEXED BY run_ended
      ON ended_at >= first AND ended_at < after AND trigger <> 'test' GROUP BY day)`;
}

/** Sums for reports, in a thread: over a month of a long history they take a moment. */
export function createReportStore(file: string): ReportStore {
  async function ask(...statements: readonly string[]): Promise<unknown[]> {
    const answers = await askEachInThread(statements.map((sql) => ({ file, sql })));
    const wrong = answers.find(({ message }) => message !== undefined);
    if (wrong !== undefined)
      throw storageError(Object.assign(new Error(wrong.message), { errcode: wrong.errcode }), said`database`);
    return answers.map(({ value }) => value);
  }

  return {
    async totals(from, to) {
      const [text] = await ask(totalsSql(dialect, from, to));
      return totalsOf(text);
    },
    async read(days) {
      const [from = 0, to = 0] = [days[0], days.at(-1)];
      return reportOf(
        await ask(
          groupsSql(dialect, from, to),
          daysSql(days),
          latenessSql(dialect, from, to),
          failuresSql(dialect, from, to),
        ),
      );
    },
    async keptSince() {
      const [at] = await ask('SELECT min(ended_at) FROM run WHERE ended_at IS NOT NULL');
      return at === null || at === undefined ? null : Number(at);
    },
  };
}
