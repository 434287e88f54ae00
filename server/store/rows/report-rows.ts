import type { ReportFigures } from '../../../contract/report.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { ReportRows } from '../report-store.ts';
import { storedJson } from '../stored-json.ts';

// The statements of reports, the same for both databases but for what `Dialect` names. Each answers with one text of JSON.

export interface Dialect {
  /** The table of runs, where it is read by the time of their end. */
  readonly runByEnd: string;
  /** An array of one row's values, and an array of such arrays over all rows. */
  readonly row: (values: string) => string;
  readonly all: (row: string) => string;
  readonly object: (pairs: string) => string;
  /** The code in the JSON of a reason. */
  readonly code: string;
}

const figures = [
  `count(*) FILTER (WHERE started_at IS NOT NULL) AS ran`,
  `count(*) FILTER (WHERE outcome = 'succeeded') AS succeeded`,
  `count(*) FILTER (WHERE outcome IN ('failed', 'timed-out', 'interrupted')) AS failed`,
  `count(*) FILTER (WHERE outcome = 'cancelled') AS cancelled`,
  `count(*) FILTER (WHERE outcome = 'skipped') AS skipped`,
  `count(*) FILTER (WHERE outcome IN ('missed', 'blocked', 'expired')) AS absent`,
  `count(*) FILTER (WHERE attempt > 1) AS retried`,
  `coalesce(sum(CASE WHEN ended_at > started_at THEN ended_at - started_at ELSE 0 END), 0) AS robot_ms`,
].join(', ');
const names = 'ran, succeeded, failed, cancelled, skipped, absent, retried, robot_ms';
const sums = names
  .split(', ')
  .map((name) => `coalesce(sum(${name}), 0) AS ${name}`)
  .join(', ');

const mostProcesses = 500;
const mostSchedules = 200;
const mostStarters = 100;
const mostFailures = 1000;
/** Of lateness: tenths of a second up to a minute, then seconds up to two days. */
const fineBuckets = 600;
const mostBuckets = fineBuckets + 172_800;

const within = (from: number, to: number): string =>
  `ended_at >= ${Math.trunc(from)} AND ended_at < ${Math.trunc(to)} AND trigger <> 'test'`;

export const totalsSql = (d: Dialect, from: number, to: number): string =>
  `SELECT ${d.row(names)} AS text FROM (SELECT ${figures} FROM ${d.runByEnd} WHERE ${within(from, to)}) AS found`;

/** Processes, schedules, workers, starters and totals, of one pass over the runs. */
export function groupsSql(d: Dialect, from: number, to: number): string {
  const part = (columns: string, select: string) =>
    `(SELECT ${d.all(d.row(`${columns}, ${names}`))} FROM (${select}) AS part)`;
  const by = (column: string, most: number, where = '') =>
    `SELECT ${column}, ${sums} FROM wide ${where} GROUP BY ${column} ORDER BY sum(ran) DESC, ${column} LIMIT ${most}`;
  return `WITH wide AS MATERIALIZED (
      SELECT process, CASE WHEN started_at IS NULL THEN NULL ELSE worker END AS ran_on, started_by,
        CASE WHEN substr(starter, 1, 7) = 'client:' THEN 1 ELSE 0 END AS is_client,
        CASE WHEN trigger = 'call' THEN NULL ELSE schedule END AS plan, ${figures}
      FROM ${d.runByEnd} WHERE ${within(from, to)}
      GROUP BY 1, 2, 3, 4, 5),
    planned AS MATERIALIZED (
      SELECT schedule.id, schedule.name, schedule.process, of_plan.* FROM (
        SELECT plan, ${sums} FROM wide WHERE plan IS NOT NULL GROUP BY plan) AS of_plan
      JOIN schedule ON schedule.seq = of_plan.plan AND schedule.is_listed = 1)
    SELECT ${d.object(`
      'totals', (SELECT ${d.row(names)} FROM (SELECT ${sums} FROM wide) AS part),
      'processes', ${part('process', by('process', mostProcesses))},
      'processTotal', (SELECT count(DISTINCT process) FROM wide),
      'schedules', ${part('id, name, process', `SELECT id, name, process, ${names} FROM planned ORDER BY ran DESC, absent DESC, id LIMIT ${mostSchedules}`)},
      'scheduleTotal', (SELECT count(*) FROM planned),
      'workers', ${part('ran_on', by('ran_on', mostProcesses, 'WHERE ran_on IS NOT NULL'))},
      'starters', ${part('started_by, is_client', by('started_by, is_client', mostStarters, 'WHERE started_by IS NOT NULL'))}`)} AS text`;
}

export const dayFigures = `
  count(*) FILTER (WHERE outcome = 'succeeded') AS succeeded,
  count(*) FILTER (WHERE outcome IN ('failed', 'timed-out', 'interrupted')) AS failed,
  count(*) FILTER (WHERE outcome IN ('missed', 'blocked', 'expired')) AS absent,
  count(*) FILTER (WHERE outcome IN ('cancelled', 'skipped')) AS other,
  coalesce(sum(CASE WHEN ended_at > started_at THEN ended_at - started_at ELSE 0 END), 0) AS robot_ms`;
export const dayNames = 'day, succeeded, failed, absent, other, robot_ms';

export const latenessSql = (d: Dialect, from: number, to: number): string => `
  SELECT ${d.all(d.row('bucket, runs'))} AS text FROM (
    SELECT CASE WHEN late < 60000 THEN late / 100 WHEN late < 172800000 THEN ${fineBuckets} + (late - 60000) / 1000 ELSE ${mostBuckets} END AS bucket,
      count(*) AS runs
    FROM (SELECT CASE WHEN started_at > due_at THEN started_at - due_at ELSE 0 END AS late FROM ${d.runByEnd}
      WHERE ${within(from, to)} AND trigger = 'schedule' AND started_at IS NOT NULL) AS each_run
    GROUP BY 1 ORDER BY 1) AS found`;

export const failuresSql = (d: Dialect, from: number, to: number): string => `
  SELECT ${d.all(d.row('found.process, found.runs, run.reason'))} AS text FROM (
    SELECT process, ${d.code} AS code, count(*) AS runs, max(seq) AS last FROM ${d.runByEnd}
    WHERE ${within(from, to)} AND outcome IN ('failed', 'timed-out', 'interrupted')
    GROUP BY 1, 2 ORDER BY 3 DESC LIMIT ${mostFailures}) AS found JOIN run ON run.seq = found.last`;

type Values = readonly (number | string | null)[];

function figuresOf(values: Values): ReportFigures {
  const [ran, succeeded, failed, cancelled, skipped, absent, retried, robotMs] = values.map(Number);
  return {
    ...{ ran: ran ?? 0, succeeded: succeeded ?? 0, failed: failed ?? 0, cancelled: cancelled ?? 0 },
    ...{ skipped: skipped ?? 0, absent: absent ?? 0, retried: retried ?? 0, robotMs: robotMs ?? 0 },
  };
}

/** Null if nothing ended in it. */
export function totalsOf(text: unknown): ReportFigures | null {
  const found = figuresOf(storedJson<Values>(text));
  const { ran, cancelled, skipped, absent } = found;
  return ran + cancelled + skipped + absent === 0 ? null : found;
}

interface Groups {
  readonly totals: Values;
  readonly processes: readonly Values[] | null;
  readonly processTotal: number;
  readonly schedules: readonly Values[] | null;
  readonly scheduleTotal: number;
  readonly workers: readonly Values[] | null;
  readonly starters: readonly Values[] | null;
}

/** The answers of the statements in this order: groups, days, lateness, failures. */
export function reportOf(texts: readonly unknown[]): ReportRows {
  const [groupText, dayText, latenessText, failureText] = texts;
  const groups = storedJson<Groups>(groupText);
  const rowsOf = (text: unknown) => storedJson<readonly Values[] | null>(text ?? 'null') ?? [];
  return {
    totals: figuresOf(groups.totals),
    processes: (groups.processes ?? []).map(([process, ...rest]) => ({ process: String(process), ...figuresOf(rest) })),
    processTotal: Number(groups.processTotal),
    schedules: (groups.schedules ?? []).map(([id, name, process, ...rest]) => ({
      ...{ id: String(id), name: String(name), process: String(process) },
      ...figuresOf(rest),
    })),
    scheduleTotal: Number(groups.scheduleTotal),
    workers: (groups.workers ?? []).map(([id, ...rest]) => ({ id: String(id), ...figuresOf(rest) })),
    starters: (groups.starters ?? []).map(([name, isClient, ...rest]) => ({
      ...{ name: String(name), isClient: Number(isClient) === 1 },
      ...figuresOf(rest),
    })),
    days: rowsOf(dayText).map((values) => {
      const [index = 0, succeeded = 0, failed = 0, absent = 0, other = 0, robotMs = 0] = values.map(Number);
      return { index, succeeded, failed, absent, other, robotMs };
    }),
    lateness: rowsOf(latenessText).map(([bucket, runs]) => ({ lateMs: lateMsOf(Number(bucket)), runs: Number(runs) })),
    failures: rowsOf(failureText).map(([process, runs, reason]) => ({
      process: String(process),
      runs: Number(runs),
      reason: reason === null || reason === undefined ? null : storedJson<Reason>(reason),
    })),
  };
}

const lateMsOf = (bucket: number): number =>
  bucket < fineBuckets ? bucket * 100 : 60_000 + (bucket - fineBuckets) * 1000;
