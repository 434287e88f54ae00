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
import type { Database, Params } from './connection.ts';

const dialect: Dialect = {
  runByEnd: 'run',
  row: (values) => `json_build_array(${values})`,
  all: (row) => `json_agg(${row})`,
  object: (pairs) => `json_build_object(${pairs})`,
  code: `(reason::json ->> 'code')`,
};

const daysSql = `
  SELECT json_agg(json_build_array(${dayNames})) AS text FROM (
    SELECT width_bucket(ended_at, $1::bigint[]) - 1 AS day, ${dayFigures} FROM run
    WHERE ended_at >= $2 AND ended_at < $3 AND trigger <> 'test' GROUP BY 1 ORDER BY 1) AS found`;

/** Sums for reports, computed by the database. */
export function createReportStore(db: Database): ReportStore {
  const ask = async (sql: string, ...params: Params): Promise<unknown> => {
    const [row] = await db.all(`SELECT text::text AS text FROM (${sql}) AS asked`, ...params);
    return row?.['text'] ?? null;
  };
  return {
    totals: async (from, to) => totalsOf(await ask(totalsSql(dialect, from, to))),
    async read(days) {
      const [from = 0, to = 0] = [days[0], days.at(-1)];
      return reportOf([
        await ask(groupsSql(dialect, from, to)),
        await ask(daysSql, days.slice(0, -1), from, to),
        await ask(latenessSql(dialect, from, to)),
        await ask(failuresSql(dialect, from, to)),
      ]);
    },
    async keptSince() {
      const [row] = await db.all('SELECT min(ended_at) AS at FROM run WHERE ended_at IS NOT NULL');
      return (row?.['at'] ?? null) as number | null;
    },
  };
}
