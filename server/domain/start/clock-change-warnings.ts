import type { Warning } from '../../../contract/connector.ts';
import { clockWarnings, type QuartzWarning } from '../../../contract/quartz/index.ts';
import type { Plan } from '../../../contract/schedule.ts';
import { storedCron } from '../time/plan-times.ts';

type ClockWarning = QuartzWarning & { code: 'DST_GAP' | 'DST_OVERLAP' | 'DST_SILENT' };

const isOfClock = (warning: QuartzWarning): warning is ClockWarning => warning.code.startsWith('DST_');

/** Warnings about the next days on which the clock changes: the first gap and the first overlap. */
export function clockWarningsOf(plan: Plan & { kind: 'cron' }, now: number): readonly ClockWarning[] {
  return clockWarnings({
    cron: storedCron(plan.quartz),
    zone: plan.timezone,
    fromMs: now,
    startMs: plan.start ?? undefined,
    endMs: plan.end ?? undefined,
    clockChange: plan.clockChange,
  }).filter(isOfClock);
}

/** The same for programs. */
export function clockChangeWarnings(plan: Plan & { kind: 'cron' }, now: number): readonly Warning[] {
  return clockWarningsOf(plan, now).map(({ message, params }) => ({
    code: 'CLOCK_CHANGE',
    field: 'quartzDef',
    message: `quartzDef: ${message}`,
    localTime: params.time.length === 16 ? `${params.time}:00` : params.time,
  }));
}
