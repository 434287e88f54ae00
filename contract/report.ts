import { z } from 'zod';
import { reason } from './reasons.ts';
import { inEnglish, said } from './translatable.ts';

// What ran in a month or another span of days: figures over all runs that ended in it, without tests. Instants are epoch ms.

const instant = z.number();
const count = z.int();
const ms = z.number();

/** `2026-11` */
export const reportMonth = z
  .string()
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, inEnglish(said`must be a month, written as 2026-11`));
/** `2026-11-30`, in Rota's time zone. */
export const reportDay = z
  .string()
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, inEnglish(said`must be a day, written as 2026-11-30`));

const mostDays = 400;
const dayMs = 86_400_000;

/** A month, or from one day to another, both included; without either the month of today. */
export const reportQuery = z
  .object({ month: reportMonth.optional(), from: reportDay.optional(), to: reportDay.optional() })
  .refine(
    ({ month, from, to }) => (from === undefined) === (to === undefined) && (month === undefined || from === undefined),
    inEnglish(said`give a month, or both from and to`),
  )
  .refine(
    ({ from, to }) => {
      if (from === undefined || to === undefined) return true;
      const days = (Date.parse(to) - Date.parse(from)) / dayMs;
      return days >= 0 && days < mostDays;
    },
    inEnglish(said`from must not be after to, and there may be at most 400 days`),
  );
export type ReportQuery = z.infer<typeof reportQuery>;

/** `failed`: also timed out or interrupted. `absent`: missed, blocked, or too late to start. */
export const reportFigures = z.object({
  /** Those whose program was started. */
  ran: count,
  succeeded: count,
  failed: count,
  cancelled: count,
  skipped: count,
  absent: count,
  /** Those that needed more than one attempt. */
  retried: count,
  /** From start to end, pauses between attempts included. */
  robotMs: ms,
});
export type ReportFigures = z.infer<typeof reportFigures>;

export const noFigures: ReportFigures = {
  ...{ ran: 0, succeeded: 0, failed: 0, cancelled: 0, skipped: 0, absent: 0, retried: 0, robotMs: 0 },
};

/** How long after their time due runs started; a tenth of a second counts as none. */
export const lateness = z.object({ runs: count, medianMs: ms, p95Ms: ms });

export const reportAnswer = z.object({
  /** The first and the last day, `2026-11-01`. */
  firstDay: z.string(),
  lastDay: z.string(),
  /** `2026-11`; null if it is another span. */
  month: z.string().nullable(),
  from: instant,
  to: instant,
  timezone: z.string(),
  /** When the oldest run that is kept ended; null without any. Before it the report knows nothing. */
  keptSince: instant.nullable(),
  retentionDays: count,
  totals: reportFigures,
  /** Of the month before, or as many days before; null if nothing of it is kept. */
  before: z.object({ firstDay: z.string(), lastDay: z.string(), totals: reportFigures }).nullable(),
  lateness: lateness.nullable(),
  /** Every day of the span, in order. */
  days: z.array(
    z.object({ day: z.string(), succeeded: count, failed: count, absent: count, other: count, robotMs: ms }),
  ),
  /** Those with most runs, at most 200; `processTotal`: of how many. */
  processes: z.array(reportFigures.extend({ process: z.string(), title: z.string() })),
  processTotal: count,
  schedules: z.array(
    reportFigures.extend({ id: z.string(), name: z.string(), process: z.string(), title: z.string() }),
  ),
  scheduleTotal: count,
  workers: z.array(reportFigures.extend({ id: z.string(), name: z.string() })),
  /** Programs and people that started runs, at most 100. */
  starters: z.array(reportFigures.extend({ name: z.string(), isClient: z.boolean() })),
  /** The processes with most failures, at most ten, with the reason that was given most often. */
  failing: z.array(
    z.object({
      process: z.string(),
      title: z.string(),
      failed: count,
      ran: count,
      reason: reason.nullable(),
      reasonCount: count,
    }),
  ),
});
export type Report = z.infer<typeof reportAnswer>;

/** Of what succeeded or failed the share that succeeded; null if nothing did either. */
export function successShare({ succeeded, failed }: Pick<ReportFigures, 'succeeded' | 'failed'>): number | null {
  return succeeded + failed === 0 ? null : succeeded / (succeeded + failed);
}
