/** One item of a list: `*`, `5`, `1-5`, `22-3/2` (wraps), `10/15` or, with `from` null, a step over the whole field. */
export type CronPart =
  | { readonly kind: 'all' }
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number; readonly step: number }
  | { readonly kind: 'step'; readonly from: number | null; readonly step: number };

/**
 * Day-of-month: `?`, a list, `L` and `L-3`, `LW` and `L-3W`, `15W`; a list of all of these, which Quartz knows from 2.5 on,
 * means each day that one of its items means.
 */
export type DayOfMonthRule =
  { readonly kind: 'any' } | SimpleDayRule | { readonly kind: 'union'; readonly rules: readonly SimpleDayRule[] };

export type SimpleDayRule =
  | { readonly kind: 'parts'; readonly parts: readonly CronPart[] }
  | { readonly kind: 'last'; readonly offset: number }
  | { readonly kind: 'last-weekday'; readonly offset: number }
  | { readonly kind: 'nearest-weekday'; readonly day: number };

/** Day-of-week, 1 = Sunday: `?`, a list, `6L`, `6#3`. A lone `L` is Saturday and stands here as the value 7. */
export type DayOfWeekRule =
  | { readonly kind: 'any' }
  | { readonly kind: 'parts'; readonly parts: readonly CronPart[] }
  | { readonly kind: 'last-in-month'; readonly weekday: number }
  | { readonly kind: 'nth-in-month'; readonly weekday: number; readonly nth: number };

/** A valid Quartz expression as plain data. Exactly one of the two day rules is `any`. */
export interface QuartzCron {
  readonly seconds: readonly CronPart[];
  readonly minutes: readonly CronPart[];
  readonly hours: readonly CronPart[];
  readonly dayOfMonth: DayOfMonthRule;
  readonly months: readonly CronPart[];
  readonly dayOfWeek: DayOfWeekRule;
  readonly years: readonly CronPart[];
}
