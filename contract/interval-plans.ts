import { z } from 'zod';
import { inEnglish, said } from './translatable.ts';

/** minutes and hours are lengths of time; days, weeks and months are days of the calendar. Stored: do not rename. */
export const intervalUnits = ['minutes', 'hours', 'days', 'weeks', 'months'] as const;
export type IntervalUnit = (typeof intervalUnits)[number];

/** The most working days of a month, and how far from a holiday a time may lie. */
export const mostWorkingDays = 23;
export const mostDaysFromHoliday = 10;
/** The most that a unit can be multiplied by. */
export const mostOfAUnit = 100_000;

const instant = z.number();
const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, inEnglish(said`must be a time of day, written as 09:00 or 09:00:30`));

/** Times of day, `09:00` or `09:00:30`, of each of its days. */
export const timesOfDay = z.array(clockTime).max(1440);
/** ISO weekdays, 1 = Monday to 7 = Sunday. */
const weekdays = z.array(z.int().min(1).max(7)).max(7);
/** 1 = January to 12; empty = all. */
const months = z.array(z.int().min(1).max(12)).max(12);

const notZero = (most: number) =>
  z
    .int()
    .min(-most)
    .max(most)
    .refine((value) => value !== 0, inEnglish(said`must not be 0`));

/**
 * Every n of a unit from an instant on (the anchor, which is the first time it can run). Minutes and hours are elapsed time, whatever the
 * clock shows. Of days, weeks and months the anchor gives the first day, the first week (from Monday) and the first month; `at` are
 * the local times of each day, none = that of the anchor. `weekdays` belong to weeks, none = that of the anchor. A month that has
 * no such day has its last one instead.
 */
export const everyPlan = z.object({
  kind: z.literal('every'),
  every: z.int().min(1).max(mostOfAUnit),
  unit: z.enum(intervalUnits),
  from: instant,
  at: timesOfDay,
  weekdays,
  timezone: z.string(),
  end: instant.nullable(),
});
export type EveryPlan = z.infer<typeof everyPlan>;

/**
 * The n-th working day of each month (1 = the first, -1 = the last, -2 = the last but one), at local times. Working days are those of
 * a calendar; null = Monday to Friday. A month with fewer has none.
 */
export const workingDayPlan = z.object({
  kind: z.literal('working-day'),
  nth: notZero(mostWorkingDays),
  months,
  calendar: z.string().nullable(),
  at: timesOfDay.min(1),
  timezone: z.string(),
  start: instant.nullable(),
  end: instant.nullable(),
});
export type WorkingDayPlan = z.infer<typeof workingDayPlan>;

/**
 * The n-th working day before (negative) or after each holiday of a calendar, at local times. A holiday is a whole day off that is no
 * weekend; several in a row count as one.
 */
export const holidayPlan = z.object({
  kind: z.literal('holiday'),
  nth: notZero(mostDaysFromHoliday),
  calendar: z.string(),
  at: timesOfDay.min(1),
  timezone: z.string(),
  start: instant.nullable(),
  end: instant.nullable(),
});
export type HolidayPlan = z.infer<typeof holidayPlan>;

export type IntervalPlan = EveryPlan | WorkingDayPlan | HolidayPlan;
/** A plan whose times depend on a calendar. */
export type DayPlan = WorkingDayPlan | HolidayPlan;

/** The kinds of plan beside Quartz that run again and again. */
export const intervalKinds = ['every', 'working-day', 'holiday'] as const;

export const isInterval = <P extends { readonly kind: string }>(plan: P): plan is P & IntervalPlan =>
  (intervalKinds as readonly string[]).includes(plan.kind);

/** Whether its times depend on a calendar, which may name more days later. */
export const isDayPlan = <P extends { readonly kind: string }>(plan: P): plan is P & DayPlan =>
  plan.kind === 'working-day' || plan.kind === 'holiday';

/** The calendar that the times of a plan come from; null if it has none. */
export const calendarOfPlan = (plan: object): string | null =>
  'calendar' in plan && typeof plan.calendar === 'string' ? plan.calendar : null;
