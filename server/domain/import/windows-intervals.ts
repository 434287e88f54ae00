import type { EveryPlan } from '../../../contract/interval-plans.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { Boundary } from './windows-boundary.ts';
import { weekdays, weekdaysOf, short } from './windows-months.ts';
import { nodesAt, textAt, type XmlNode } from './xml-text.ts';

/** What decides the times of a trigger. Seconds; `end`: epoch ms, null = none. */
export interface TriggerTimes {
  readonly kind: string;
  readonly trigger: XmlNode;
  readonly start: Boundary;
  readonly end: number | null;
  readonly repeat: { readonly every: number; readonly during: number | null } | null;
}

type ReadInterval =
  { readonly ok: true; readonly plan: EveryPlan } | { readonly ok: false; readonly why: Translatable } | null;

const daySeconds = 86_400;

/** A trigger for every n days, weeks or minutes that no expression can say, as a plan beside Quartz; null if an expression can. */
export function intervalOf(times: TriggerTimes): ReadInterval {
  const { kind, trigger, repeat } = times;
  if (kind === 'TimeTrigger') {
    const isByDay = repeat === null || repeat.every % 60 !== 0 || daySeconds % repeat.every === 0;
    return isByDay ? null : { ok: true, plan: planOf(times, { every: repeat.every / 60, unit: 'minutes' }) };
  }
  const [byDay] = nodesAt(trigger, 'ScheduleByDay');
  const [byWeek] = nodesAt(trigger, 'ScheduleByWeek');
  if (byWeek) return ofWeeks(byWeek, times);
  const every = byDay ? countOf(textAt(byDay, 'DaysInterval')) : 1;
  if (every === null) return unreadable;
  // Every seven days is a weekday.
  return every === 1 || every === 7 ? null : ofDays(times, { every, unit: 'days' });
}

const unreadable: ReadInterval = { ok: false, why: said`has an interval of days or weeks that cannot be read` };

/** From one on; null if it is no such number. */
function countOf(text: string): number | null {
  const read = text === '' ? 1 : Number(text);
  return Number.isInteger(read) && read > 0 && read < 1000 ? read : null;
}

const planOf = (
  { start, end }: TriggerTimes,
  more: Pick<EveryPlan, 'every' | 'unit'> & Partial<EveryPlan>,
): EveryPlan => ({
  ...{ kind: 'every', from: start.instant, at: [], weekdays: [], timezone: start.timezone, end },
  ...more,
});

function ofDays(times: TriggerTimes, more: Pick<EveryPlan, 'every' | 'unit'> & Partial<EveryPlan>): ReadInterval {
  const { start, repeat } = times;
  if (start.isOnOtherDay)
    return {
      ok: false,
      why: said`begins at an offset that no zone has, on another day than in UTC; give it a start without an offset`,
    };
  if (repeat !== null && (repeat.during === null || repeat.during > daySeconds))
    return { ok: false, why: said`repeats for longer than a day from chosen days on` };
  if (repeat !== null && (repeat.every < 60 || repeat.every % 60 !== 0))
    return { ok: false, why: said`repeats in steps that are not whole minutes` };
  const count = repeat === null ? 1 : Math.ceil((repeat.during ?? 0) / repeat.every);
  const seconds = Array.from({ length: count }, (_, index) => start.secondOfDay + index * (repeat?.every ?? 0));
  if (seconds.some((second) => second >= daySeconds)) return { ok: false, why: said`repeats past midnight` };
  return { ok: true, plan: planOf(times, { ...more, at: seconds.map(clockOf) }) };
}

function clockOf(second: number): string {
  const text = new Date(second * 1000).toISOString().slice(11, 19);
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}

function ofWeeks(byWeek: XmlNode, times: TriggerTimes): ReadInterval {
  const every = countOf(textAt(byWeek, 'WeeksInterval'));
  if (every === null) return unreadable;
  if (every === 1) return null;
  const { weekday } = times.start;
  const names = weekdaysOf(byWeek);
  const chosen = names.length === 0 ? [weekday] : names.map((name) => weekdays.findIndex((day) => short(day) === name));
  // A task does not say which day its weeks begin on: only what is the same either way is taken.
  const firstFrom = (weekBegins: number) => (day: number) => {
    const place = (of: number) => (of - weekBegins + 7) % 7;
    const away = place(day) - place(weekday);
    return away < 0 ? away + every * 7 : away;
  };
  const [sunday, monday] = [firstFrom(0), firstFrom(1)];
  if (chosen.some((day) => sunday(day) !== monday(day)))
    return {
      ok: false,
      why: said`runs every ${every} weeks and leaves open whether weeks begin on Sunday or on Monday; give each of its weekdays a trigger of its own that begins on that day`,
    };
  return ofDays(times, { every, unit: 'weeks', weekdays: chosen.map((day) => day || 7).sort() });
}
