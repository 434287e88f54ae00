import { said, type Translatable } from '../../../contract/translatable.ts';
import type { ScheduleDraft } from '../../../contract/schedule.ts';
import { joined } from './import-set.ts';
import { secondsOf } from './windows-command.ts';
import { dayTimes } from './windows-times.ts';
import { intervalOf } from './windows-intervals.ts';
import { readBoundary } from './windows-boundary.ts';
import { daysOfMonth, short, weekdays, weekdaysOf, weekdaysOfMonth, type ReadDays } from './windows-months.ts';
import { isFalse, isTrue, names, nodesAt, textAt, type XmlNode } from './xml-text.ts';

export type ReadTrigger =
  | { readonly ok: true; readonly plans: readonly ScheduleDraft['plan'][]; readonly note: Translatable | null }
  | { readonly ok: false; readonly why: Translatable };

const notTimes: Readonly<Record<string, Translatable>> = {
  RegistrationTrigger: said`runs when the task is registered, which no trigger of Rota does`,
};

function notesOf(trigger: XmlNode, fixedStart: string | null): Translatable | null {
  return joined([
    ...(/[1-9]/.test(textAt(trigger, 'RandomDelay')) ? [said`its random delay is left out`] : []),
    ...(isTrue(trigger, 'Repetition', 'StopAtDurationEnd')
      ? [said`what still runs at the end of its repetitions is not ended by that; give the process a time limit`]
      : []),
    ...(fixedStart === null
      ? []
      : [said`starts at ${fixedStart} whatever the zone: where clocks change, it moves by that, as Windows has it`]),
  ]);
}

/**
 * A trigger of the Windows Task Scheduler as plans: Quartz expressions, or intervals beside Quartz. What neither can say exactly is
 * refused with the reason, never approximated.
 */
export function readTrigger(kind: string, trigger: XmlNode, timezone: string): ReadTrigger {
  const notTime = notTimes[kind];
  if (notTime !== undefined) return { ok: false, why: notTime };
  if (kind !== 'TimeTrigger' && kind !== 'CalendarTrigger')
    return { ok: false, why: said`has a trigger of a kind that is not known (${kind})` };
  if (isFalse(trigger, 'Enabled')) return { ok: false, why: said`has a trigger that is switched off` };
  const start = readBoundary(textAt(trigger, 'StartBoundary'), timezone);
  if (start === null) return { ok: false, why: said`has a trigger without a start that can be read` };
  const endText = textAt(trigger, 'EndBoundary');
  const end = readBoundary(endText, timezone);
  if (endText !== '' && end === null) return { ok: false, why: said`has a trigger with an end that cannot be read` };
  const interval = textAt(trigger, 'Repetition', 'Interval');
  const every = secondsOf(interval);
  if (interval !== '' && every === null)
    return { ok: false, why: said`repeats every ${interval}, which has no fixed length` };
  const duration = textAt(trigger, 'Repetition', 'Duration');
  const during = secondsOf(duration);
  if (duration !== '' && during === null)
    return { ok: false, why: said`repeats every ${interval}, which has no fixed length` };
  const repeat = every === null ? null : { every, during };
  const note = notesOf(
    trigger,
    start.timezone === timezone || (kind === 'TimeTrigger' && repeat === null)
      ? null
      : textAt(trigger, 'StartBoundary'),
  );

  if (kind === 'TimeTrigger' && repeat === null) {
    return {
      ok: true,
      plans: [{ kind: 'once', at: start.instant, timezone: start.timezone === timezone ? timezone : 'UTC' }],
      note,
    };
  }
  const lasts = kind === 'TimeTrigger' && repeat?.during ? start.instant + repeat.during * 1000 - 1 : Infinity;
  const until = Math.min(lasts, end?.instant ?? Infinity);
  const bound = Number.isFinite(until) ? until : null;
  const beside = intervalOf({ kind, trigger, start, end: bound, repeat });
  if (beside !== null) return beside.ok ? { ok: true, plans: [beside.plan], note } : beside;
  const days = kind === 'TimeTrigger' ? everyDay : readDays(trigger, start.weekday);
  if (!days.ok) return days;
  if (!days.isDaily && start.isOnOtherDay)
    return {
      ok: false,
      why: said`begins at an offset that no zone has, on another day than in UTC; give it a start without an offset`,
    };
  if (!days.isDaily && repeat !== null && (during === null || during > 86_400))
    return { ok: false, why: said`repeats for longer than a day from chosen days on` };
  const times = dayTimes(
    start.secondOfDay,
    kind === 'TimeTrigger' && repeat ? { ...repeat, during: null } : repeat,
    days.isDaily,
  );
  if (!times.ok) return times;
  const plans = times.fields.flatMap((time) =>
    days.days.map((day) => ({
      kind: 'cron' as const,
      quartz: `${time} ${day}`,
      timezone: start.timezone,
      start: start.instant,
      end: bound,
      // Windows runs a time that a clock change skips right after the change.
      clockChange: 'move' as const,
    })),
  );
  return plans.length <= 20
    ? { ok: true, plans, note }
    : { ok: false, why: said`would need more than 20 Quartz expressions` };
}

const everyDay: ReadDays = { ok: true, days: ['* * ?'], isDaily: true };

function readDays(trigger: XmlNode, startWeekday: number): ReadDays {
  const empty = names(trigger).find((name) => /^ScheduleBy(?!Day)/.test(name) && nodesAt(trigger, name).length === 0);
  if (empty !== undefined) return { ok: false, why: said`has an empty ${empty}, which names no days` };
  const [byDay] = nodesAt(trigger, 'ScheduleByDay');
  const [byWeek] = nodesAt(trigger, 'ScheduleByWeek');
  const [byMonth] = nodesAt(trigger, 'ScheduleByMonth');
  const [byMonthWeek] = nodesAt(trigger, 'ScheduleByMonthDayOfWeek');
  if (byWeek) {
    const chosen = weekdaysOf(byWeek);
    return {
      ok: true,
      days: [`? * ${chosen.length > 0 ? chosen.join(',') : short(weekdays[startWeekday] ?? '')}`],
      isDaily: false,
    };
  }
  if (byMonth) return daysOfMonth(byMonth);
  if (byMonthWeek) return weekdaysOfMonth(byMonthWeek);
  const isWeekly = byDay !== undefined && textAt(byDay, 'DaysInterval') === '7';
  return isWeekly ? { ok: true, days: [`? * ${short(weekdays[startWeekday] ?? '')}`], isDaily: false } : everyDay;
}
