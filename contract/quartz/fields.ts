/** The seven fields of a Quartz expression, in the order they are written. */
export const quartzFieldNames = [
  'seconds',
  'minutes',
  'hours',
  'day-of-month',
  'month',
  'day-of-week',
  'year',
] as const;

export type QuartzFieldName = (typeof quartzFieldNames)[number];

/** What one field takes. `stepMax` is the largest step Quartz accepts after `/`. */
export interface FieldSpec {
  readonly name: QuartzFieldName;
  readonly min: number;
  readonly max: number;
  readonly stepMax: number;
  /** Full English names in value order, the first standing for `min`; Quartz reads their first three letters. */
  readonly words: readonly string[];
}

/** A search never leaves these years; Quartz gives up at 2999 too. */
export const firstYear = 1970;
export const lastYear = 2999;

/** The last year that may be written. Quartz documents 2099, and silently never fires in years beyond. */
const lastWrittenYear = 2099;

const months = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
];
const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

export const fieldSpecs: Readonly<Record<QuartzFieldName, FieldSpec>> = {
  seconds: { name: 'seconds', min: 0, max: 59, stepMax: 59, words: [] },
  minutes: { name: 'minutes', min: 0, max: 59, stepMax: 59, words: [] },
  hours: { name: 'hours', min: 0, max: 23, stepMax: 23, words: [] },
  'day-of-month': { name: 'day-of-month', min: 1, max: 31, stepMax: 31, words: [] },
  month: { name: 'month', min: 1, max: 12, stepMax: 12, words: months },
  'day-of-week': { name: 'day-of-week', min: 1, max: 7, stepMax: 7, words: weekdays },
  year: { name: 'year', min: firstYear, max: lastWrittenYear, stepMax: 999, words: [] },
};

/** The value of a name (three letters or more of an English month or weekday, upper case), or undefined. */
export function valueOfName(spec: FieldSpec, name: string): number | undefined {
  if (name.length < 3) return undefined;
  const index = spec.words.findIndex((word) => word.startsWith(name));
  return index < 0 ? undefined : spec.min + index;
}

/** The three-letter name of a value, as Quartz writes it: 1 is SUN, 12 is DEC. */
export function nameOfValue(spec: FieldSpec, value: number): string {
  return spec.words[value - spec.min]?.slice(0, 3) ?? String(value);
}
