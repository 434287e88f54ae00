import { noFigures, type Report, type ReportQuery } from '../../../contract/report.ts';
import { dayName, lateAt, reportSpan, spanBefore } from '../../domain/report-span.ts';
import type { ReportRows, ReportStore } from '../../store/report-store.ts';

export interface ReportDeps {
  readonly reports: ReportStore;
  readonly zone: () => string;
  readonly now: () => number;
  readonly retentionDays: () => number;
  readonly titleOf: (process: string) => string;
  /** By the ID of a worker; null if it is not known any more. */
  readonly workerName: (id: string) => string | null;
}

const mostFailing = 10;

/** What ran in a month or another span of days, by Rota's zone. */
export async function readReport(deps: ReportDeps, query: ReportQuery): Promise<Report> {
  const { reports, titleOf } = deps;
  const zone = deps.zone();
  const span = reportSpan(query, deps.now(), zone);
  const earlier = spanBefore(span, zone);
  const [from, to] = [span.days[0] ?? 0, span.days.at(-1) ?? 0];
  const rows = await reports.read(span.days);
  const before = await reports.totals(earlier.days[0] ?? 0, earlier.days.at(-1) ?? 0);
  const late = rows.lateness.reduce((sum, { runs }) => sum + runs, 0);
  return {
    ...{ firstDay: span.firstDay, lastDay: span.lastDay, month: span.month, from, to, timezone: zone },
    keptSince: await reports.keptSince(),
    retentionDays: deps.retentionDays(),
    totals: rows.totals,
    before: before && { firstDay: earlier.firstDay, lastDay: earlier.lastDay, totals: before },
    lateness:
      late === 0 ? null : { runs: late, medianMs: lateAt(rows.lateness, 0.5), p95Ms: lateAt(rows.lateness, 0.95) },
    days: daysOf(rows, span.days, zone),
    processes: rows.processes.slice(0, 200).map((row) => ({ ...row, title: titleOf(row.process) })),
    processTotal: rows.processTotal,
    schedules: rows.schedules.map((row) => ({ ...row, title: titleOf(row.process) })),
    scheduleTotal: rows.scheduleTotal,
    workers: rows.workers.map((row) => ({ ...row, name: deps.workerName(row.id) ?? row.id })),
    starters: [...rows.starters],
    failing: failingOf(rows, titleOf),
  };
}

function daysOf({ days }: ReportRows, starts: readonly number[], zone: string): Report['days'] {
  const byIndex = new Map(days.map((day) => [day.index, day]));
  return starts.slice(0, -1).map((start, index) => {
    const { succeeded, failed, absent, other, robotMs } = byIndex.get(index) ?? { ...noFigures, other: 0 };
    return { day: dayName(start, zone), succeeded, failed, absent, other, robotMs };
  });
}

function failingOf({ failures, processes }: ReportRows, titleOf: ReportDeps['titleOf']): Report['failing'] {
  const commonest = new Map<string, ReportRows['failures'][number]>();
  const failed = new Map<string, number>();
  for (const one of failures) {
    failed.set(one.process, (failed.get(one.process) ?? 0) + one.runs);
    if (one.runs > (commonest.get(one.process)?.runs ?? 0)) commonest.set(one.process, one);
  }
  const ranBy = new Map(processes.map(({ process, ran }) => [process, ran]));
  return [...failed]
    .sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1))
    .slice(0, mostFailing)
    .map(([process, count]) => ({
      process,
      title: titleOf(process),
      failed: count,
      ran: ranBy.get(process) ?? count,
      reason: commonest.get(process)?.reason ?? null,
      reasonCount: commonest.get(process)?.runs ?? 0,
    }));
}
