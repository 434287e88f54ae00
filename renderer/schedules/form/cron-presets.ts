export const weekdayNames = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
export type WeekdayName = (typeof weekdayNames)[number];

export const presetTabs = ['minutes', 'hourly', 'daily', 'weekly', 'monthly', 'expression'] as const;
export type PresetTab = (typeof presetTabs)[number];

/** The presets; everything else is an expression. Times are `HH:mm`. */
export type Preset =
  | { readonly tab: 'minutes'; readonly every: number }
  | { readonly tab: 'hourly'; readonly every: number; readonly minute: number }
  | { readonly tab: 'daily'; readonly time: string }
  | { readonly tab: 'weekly'; readonly time: string; readonly days: readonly WeekdayName[] }
  /** `day` 1 to 31, or `last`. */
  | { readonly tab: 'monthly'; readonly by: 'day'; readonly time: string; readonly day: number | 'last' }
  /** `nth` 1 to 5, or `last`. */
  | {
      readonly tab: 'monthly';
      readonly by: 'weekday';
      readonly time: string;
      readonly weekday: WeekdayName;
      readonly nth: number | 'last';
    };

/** The expression of a preset: weekdays by name, and `?` in the unused day field. */
export function expressionOf(preset: Preset): string {
  switch (preset.tab) {
    case 'minutes':
      return preset.every === 1 ? '0 * * * * ?' : `0 0/${preset.every} * * * ?`;
    case 'hourly':
      return preset.every === 1 ? `0 ${preset.minute} * * * ?` : `0 ${preset.minute} 0/${preset.every} * * ?`;
    case 'daily':
      return `0 ${clockFields(preset.time)} * * ?`;
    case 'weekly':
      return `0 ${clockFields(preset.time)} ? * ${dayList(preset.days)}`;
    case 'monthly':
      if (preset.by === 'day') return `0 ${clockFields(preset.time)} ${preset.day === 'last' ? 'L' : preset.day} * ?`;
      return `0 ${clockFields(preset.time)} ? * ${preset.weekday}${preset.nth === 'last' ? 'L' : `#${preset.nth}`}`;
  }
}

/** The preset that an expression matches, or null: the tab follows the expression. */
export function presetOf(expression: string): Preset | null {
  const [second, minute, hour, day, month, weekday, year] = expression.trim().toUpperCase().split(/\s+/);
  if (second !== '0' || month !== '*' || year !== undefined) return null;
  if (minute === undefined || hour === undefined || day === undefined || weekday === undefined) return null;
  const isEveryDay = (day === '*' && weekday === '?') || (day === '?' && weekday === '*');
  if (isEveryDay && hour === '*') return everyMinutes(minute) ?? hourly(minute, 1);
  if (isEveryDay && /^(0|\*)\/\d+$/.test(hour)) return hourly(minute, Number(hour.split('/')[1]));
  const time = clockText(hour, minute);
  if (time === null) return null;
  if (isEveryDay) return { tab: 'daily', time };
  if (weekday === '?') return monthlyByDay(day, time);
  return day === '?' ? byWeekday(weekday, time) : null;
}

function everyMinutes(minute: string): Preset | null {
  if (minute === '*') return { tab: 'minutes', every: 1 };
  const step = /^(?:0|\*)\/(\d+)$/.exec(minute)?.[1];
  return step === undefined || !within(Number(step), 1, 59) ? null : { tab: 'minutes', every: Number(step) };
}

function hourly(minute: string, every: number): Preset | null {
  if (!/^\d+$/.test(minute) || !within(Number(minute), 0, 59) || !within(every, 1, 23)) return null;
  return { tab: 'hourly', every, minute: Number(minute) };
}

function monthlyByDay(day: string, time: string): Preset | null {
  if (day === 'L') return { tab: 'monthly', by: 'day', time, day: 'last' };
  if (!/^\d+$/.test(day) || !within(Number(day), 1, 31)) return null;
  return { tab: 'monthly', by: 'day', time, day: Number(day) };
}

function byWeekday(weekday: string, time: string): Preset | null {
  const nth = /^([A-Z]{3})#([1-5])$/.exec(weekday);
  const last = /^([A-Z]{3})L$/.exec(weekday);
  const named = nameOf(nth?.[1] ?? last?.[1] ?? '');
  if (named) return { tab: 'monthly', by: 'weekday', time, weekday: named, nth: nth ? Number(nth[2]) : 'last' };
  const parts = weekday.split(',').map(daysOf);
  const days = parts.flatMap((part) => part ?? []);
  if (parts.includes(null)) return null;
  return { tab: 'weekly', time, days: weekdayNames.filter((name) => days.includes(name)) };
}

/** Parses `MON-FRI` into its days; null if it is something else. */
function daysOf(part: string): readonly WeekdayName[] | null {
  const [from, to, more] = part.split('-');
  const first = nameOf(from ?? '');
  const last = to === undefined ? first : nameOf(to);
  if (!first || !last || more !== undefined) return null;
  const start = weekdayNames.indexOf(first);
  const length = ((weekdayNames.indexOf(last) - start + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => weekdayNames[(start + index) % 7] ?? 'MON');
}

/** Weekdays in Quartz syntax; three or more in a row become a range. */
function dayList(days: readonly WeekdayName[]): string {
  const chosen = weekdayNames.filter((name) => days.includes(name));
  const runs: WeekdayName[][] = [];
  for (const name of chosen) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && weekdayNames.indexOf(name) === weekdayNames.indexOf(before) + 1) run.push(name);
    else runs.push([name]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0] ?? ''}-${run.at(-1) ?? ''}` : run.join(','))).join(',');
}

const nameOf = (text: string): WeekdayName | undefined => weekdayNames.find((name) => name === text);
const within = (value: number, least: number, most: number): boolean => value >= least && value <= most;

function clockFields(time: string): string {
  const [hour = '0', minute = '0'] = time.split(':');
  return `${Number(minute)} ${Number(hour)}`;
}

function clockText(hour: string, minute: string): string | null {
  if (!/^\d+$/.test(hour) || !/^\d+$/.test(minute) || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** The initial values of a tab when the expression does not match it. */
export function firstPreset(tab: Exclude<PresetTab, 'expression'>, time: string): Preset {
  switch (tab) {
    case 'minutes':
      return { tab, every: 15 };
    case 'hourly':
      return { tab, every: 1, minute: 0 };
    case 'daily':
      return { tab, time };
    case 'weekly':
      return { tab, time, days: ['MON', 'TUE', 'WED', 'THU', 'FRI'] };
    case 'monthly':
      return { tab, by: 'day', time, day: 1 };
  }
}
