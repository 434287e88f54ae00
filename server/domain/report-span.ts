import type { ReportQuery } from '../../contract/report.ts';
import { dayStart, instantToWall, wallTimeToInstant } from '../../contract/quartz/index.ts';

// Which days a report is about, by the clock of a zone. Instants are epoch ms.

export interface ReportSpan {
  /** `2026-11-01` */
  readonly firstDay: string;
  readonly lastDay: string;
  /** `2026-11`; null if it is no whole month. */
  readonly month: string | null;
  /** The start of each day in order, and the end of the last. */
  readonly days: readonly number[];
}

const two = (value: number): string => String(value).padStart(2, '0');

export function dayName(at: number, zone: string): string {
  const { year, month, day } = instantToWall(zone, at);
  return `${year}-${two(month)}-${two(day)}`;
}

/** The start of a day; of one that the calendar does not have (31 November) that of the day after the month. */
function startOf(day: string, zone: string): number {
  const { year, month, date } = dateOf(day);
  const noon = { year, month, day: date, hour: 12, minute: 0, second: 0 };
  return dayStart(zone, wallTimeToInstant(zone, noon, 'earlier').instantMs);
}

function dateOf(day: string): { year: number; month: number; date: number } {
  const real = new Date(`${day}T12:00:00Z`);
  return { year: real.getUTCFullYear(), month: real.getUTCMonth() + 1, date: real.getUTCDate() };
}

const dayMs = 86_400_000;
const nextDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

const lastOf = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

export const monthBefore = (month: string): string => nextDay(`${month}-01`, -1).slice(0, 7);

function spanOf(firstDay: string, lastDay: string, month: string | null, zone: string): ReportSpan {
  const days: number[] = [];
  for (let day = firstDay; day <= lastDay; day = nextDay(day, 1)) days.push(startOf(day, zone));
  days.push(startOf(nextDay(lastDay, 1), zone));
  return { firstDay, lastDay, month, days };
}

export function monthSpan(month: string, zone: string): ReportSpan {
  return spanOf(`${month}-01`, lastOf(month), month, zone);
}

/** The days that are asked for; without a question those of this month. */
export function reportSpan({ month, from, to }: ReportQuery, now: number, zone: string): ReportSpan {
  if (from === undefined || to === undefined) return monthSpan(month ?? dayName(now, zone).slice(0, 7), zone);
  const [firstDay, lastDay] = [nextDay(from, 0), nextDay(to, 0)];
  const inMonth = firstDay.slice(0, 7);
  const isMonth = firstDay === `${inMonth}-01` && lastDay === lastOf(inMonth);
  return spanOf(firstDay, lastDay, isMonth ? inMonth : null, zone);
}

/** The month before a month; before another span as many days. */
export function spanBefore({ firstDay, month, days }: ReportSpan, zone: string): ReportSpan {
  if (month !== null) return monthSpan(monthBefore(month), zone);
  return spanOf(nextDay(firstDay, 1 - days.length), nextDay(firstDay, -1), null, zone);
}

/** The lateness below which a share of the runs stay. */
export function lateAt(
  histogram: readonly { readonly lateMs: number; readonly runs: number }[],
  share: number,
): number {
  const all = histogram.reduce((sum, { runs }) => sum + runs, 0);
  let seen = 0;
  for (const { lateMs, runs } of histogram) {
    seen += runs;
    if (seen >= all * share) return lateMs;
  }
  return histogram.at(-1)?.lateMs ?? 0;
}
