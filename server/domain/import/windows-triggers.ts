import { wallTimeToInstant } from '../../../contract/quartz/index.ts';
import { said, type Said } from '../../../contract/said.ts';
import type { ScheduleDraft } from '../../../contract/schedule.ts';
import { secondsOf } from './windows-command.ts';
import { dayTimes } from './windows-times.ts';
import { names, nodesAt, textAt, type XmlNode } from './xml-text.ts';

export type ReadTrigger =
  | { readonly ok: true; readonly plans: readonly ScheduleDraft['plan'][]; readonly note: Said | null }
  | { readonly ok: false; readonly why: Said };

const notTimes: Readonly<Record<string, Said>> = {
  LogonTrigger: said`runs when somebody signs in, which is not a time`,
  BootTrigger: said`runs when the computer starts, which is not a time`,
  IdleTrigger: said`runs when the computer is idle, which is not a time`,
  EventTrigger: said`runs when an event is logged, which is not a time`,
  RegistrationTrigger: said`runs when the task is registered, which is not a time`,
  SessionStateChangeTrigger: said`runs when a session changes, which is not a time`,
};

/** A trigger of the Windows Task Scheduler as plans. What Quartz cannot say exactly is refused with the reason, never approximated. */
export function readTrigger(kind: string, trigger: XmlNode, timezone: string): ReadTrigger {
  const notTime = notTimes[kind];
  if (notTime !== undefined) return { ok: false, why: notTime };
  if (kind !== 'TimeTrigger' && kind !== 'CalendarTrigger')
    return { ok: false, why: said`has a trigger of a kind that is not known (${kind})` };
  if (textAt(trigger, 'Enabled') === 'false') return { ok: false, why: said`has a trigger that is switched off` };
  const start = readBoundary(textAt(trigger, 'StartBoundary'), timezone);
  if (start === null) return { ok: false, why: said`has a trigger without a start that can be read` };
  const end = readBoundary(textAt(trigger, 'EndBoundary'), timezone);
  const interval = textAt(trigger, 'Repetition', 'Interval');
  const every = secondsOf(interval);
  if (interval !== '' && every === null)
    return { ok: false, why: said`repeats every ${interval}, which has no fixed length` };
  const repeat = every === null ? null : { every, during: secondsOf(textAt(trigger, 'Repetition', 'Duration')) };
  const note = textAt(trigger, 'RandomDelay') === '' ? null : said`its random delay is left out`;

  if (kind === 'TimeTrigger' && repeat === null) {
    return { ok: true, plans: [{ kind: 'once', at: start.instant, timezone: start.timezone }], note };
  }
  const days = kind === 'TimeTrigger' ? everyDay : readDays(trigger, start.weekday);
  if (!days.ok) return days;
  const times = dayTimes(
    start.secondOfDay,
    kind === 'TimeTrigger' && repeat ? { ...repeat, during: null } : repeat,
    days.isDaily,
  );
  if (!times.ok) return times;
  const lasts = kind === 'TimeTrigger' && repeat?.during ? start.instant + repeat.during * 1000 - 1 : Infinity;
  const until = Math.min(lasts, end?.instant ?? Infinity);
  const plans = times.fields.flatMap((time) =>
    days.days.map((day) => ({
      kind: 'cron' as const,
      quartz: `${time} ${day}`,
      timezone: start.timezone,
      start: start.instant,
      end: Number.isFinite(until) ? until : null,
      // Windows runs what the change of the clock leaves out right after it.
      clockChange: 'move' as const,
    })),
  );
  return plans.length <= 20
    ? { ok: true, plans, note }
    : { ok: false, why: said`would need more than 20 Quartz expressions` };
}

interface Boundary {
  readonly instant: number;
  readonly timezone: string;
  readonly secondOfDay: number;
  /** 0 = Sunday. */
  readonly weekday: number;
}

/** "2026-01-31T08:00:00": local time; with "Z" or an offset the same instant everywhere, which is kept in UTC. */
function readBoundary(text: string, timezone: string): Boundary | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (!match) return null;
  const zone = match[7];
  try {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
    const instant =
      zone === undefined
        ? wallTimeToInstant(timezone, { year, month, day, hour, minute, second }).instantMs
        : Date.parse(`${text.slice(0, 19)}${zone}`);
    if (Number.isNaN(instant)) return null;
    const wall =
      zone === undefined ? new Date(Date.UTC(year, month - 1, day, hour, minute, second)) : new Date(instant);
    return {
      instant,
      timezone: zone === undefined ? timezone : 'UTC',
      secondOfDay: (wall.getUTCHours() * 60 + wall.getUTCMinutes()) * 60 + wall.getUTCSeconds(),
      weekday: wall.getUTCDay(),
    };
  } catch {
    return null;
  }
}

/** The three day fields of Quartz: day of month, month, day of week. */
type ReadDays =
  | { readonly ok: true; readonly days: readonly string[]; readonly isDaily: boolean }
  | { readonly ok: false; readonly why: Said };

const everyDay: ReadDays = { ok: true, days: ['* * ?'], isDaily: true };
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const short = (name: string): string => name.slice(0, 3).toUpperCase();

function readDays(trigger: XmlNode, startWeekday: number): ReadDays {
  const [byDay] = nodesAt(trigger, 'ScheduleByDay');
  const [byWeek] = nodesAt(trigger, 'ScheduleByWeek');
  const [byMonth] = nodesAt(trigger, 'ScheduleByMonth');
  const [byMonthWeek] = nodesAt(trigger, 'ScheduleByMonthDayOfWeek');
  if (byWeek) {
    const every = Number(textAt(byWeek, 'WeeksInterval') || '1');
    if (every !== 1) return { ok: false, why: said`runs every ${every} weeks, which Quartz cannot say` };
    const chosen = weekdaysOf(byWeek);
    return {
      ok: true,
      days: [`? * ${chosen.length > 0 ? chosen.join(',') : short(weekdays[startWeekday] ?? '')}`],
      isDaily: false,
    };
  }
  if (byMonth) return daysOfMonth(byMonth);
  if (byMonthWeek) return weekdaysOfMonth(byMonthWeek);
  const every = Number((byDay && textAt(byDay, 'DaysInterval')) || '1');
  if (every === 1) return everyDay;
  if (every === 7) return { ok: true, days: [`? * ${short(weekdays[startWeekday] ?? '')}`], isDaily: false };
  return { ok: false, why: said`runs every ${every} days, which Quartz cannot say across the end of a month` };
}

function daysOfMonth(byMonth: XmlNode): ReadDays {
  const months = monthsOf(byMonth);
  const days = nodesAt(byMonth, 'DaysOfMonth')
    .flatMap((node) => node.Day ?? [])
    .map(String);
  const numbers = days.filter((day) => /^([1-9]|[12]\d|3[01])$/.test(day));
  const found = [...(numbers.length > 0 ? [numbers.join(',')] : []), ...(days.includes('Last') ? ['L'] : [])];
  if (found.length === 0) return { ok: false, why: said`names no day of the month that can be read` };
  return { ok: true, days: found.map((day) => `${day} ${months} ?`), isDaily: false };
}

function weekdaysOfMonth(node: XmlNode): ReadDays {
  const months = monthsOf(node);
  const weeks = nodesAt(node, 'Weeks')
    .flatMap((one) => one.Week ?? [])
    .map(String);
  const days = weekdaysOf(node).flatMap((day) =>
    weeks
      .filter((week) => /^([1-5]|Last)$/.test(week))
      .map((week) => `? ${months} ${week === 'Last' ? `${day}L` : `${day}#${week}`}`),
  );
  return days.length > 0
    ? { ok: true, days, isDaily: false }
    : { ok: false, why: said`names no week or weekday that can be read` };
}

function weekdaysOf(node: XmlNode): readonly string[] {
  const chosen = nodesAt(node, 'DaysOfWeek').flatMap(childNames);
  return weekdays.filter((day) => chosen.includes(day)).map(short);
}

function monthsOf(node: XmlNode): string {
  const chosen = nodesAt(node, 'Months').flatMap(childNames).map(short);
  return chosen.length === 0 || chosen.length === 12 ? '*' : chosen.join(',');
}

const childNames = (node: XmlNode): readonly string[] => names(node);
