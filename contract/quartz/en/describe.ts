import type { DayPhrase, NamePhrase, YearPhrase } from '../day-phrases.ts';
import { fieldSpecs } from '../fields.ts';
import type { HoursPhrase, Pattern, TimePhrase } from '../time-phrases.ts';
import type { Wording } from '../wording.ts';

const join = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

const items = (list: (Pattern & { kind: 'list' })['items'], to = ' to '): string[] =>
  list.map((item) => (typeof item === 'number' ? String(item) : `${item[0]}${to}${item[1]}`));

const isOne = (list: (Pattern & { kind: 'list' })['items']): boolean =>
  list.length === 1 && typeof list[0] === 'number';

/** Seconds or minutes as the subject of the sentence: how often it fires. */
function beat(pattern: Pattern, unit: 'second' | 'minute', whole: 'minute' | 'hour'): string {
  switch (pattern.kind) {
    case 'all':
      return `Every ${unit}`;
    case 'even':
      return `Every ${pattern.step} ${unit}s`;
    case 'span': {
      const often = pattern.step === 1 ? `Every ${unit}` : `Every ${pattern.step} ${unit}s`;
      return `${often} from ${unit} ${pattern.from} to ${pattern.to} of the ${whole}`;
    }
    case 'list':
      return `At ${isOne(pattern.items) ? unit : `${unit}s`} ${join(items(pattern.items))} of the ${whole}`;
  }
}

/** Minutes as the range within which seconds repeat. */
function minuteFrame(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'all':
      return '';
    case 'even':
      return `in every ${ordinal(pattern.step)} minute of the hour, from minute 0`;
    case 'span':
      return pattern.step === 1
        ? `in minutes ${pattern.from} to ${pattern.to} of the hour`
        : `in every ${ordinal(pattern.step)} minute of the hour, from minute ${pattern.from} to ${pattern.to}`;
    case 'list':
      return `in ${isOne(pattern.items) ? 'minute' : 'minutes'} ${join(items(pattern.items))} of the hour`;
  }
}

function hourFrame(hours: HoursPhrase): string {
  switch (hours.kind) {
    case 'all':
      return '';
    case 'windows':
      return join(hours.windows.map(([from, to]) => `between ${from} and ${to}`));
    case 'list':
      return `in the hours ${join(hours.hours)}`;
  }
}

function time(saying: TimePhrase): string[] {
  switch (saying.kind) {
    case 'times':
      return [`At ${join(saying.times)}`];
    case 'every-hour': {
      const minute = saying.minute === 0 && saying.second === 0 ? '' : ` at minute ${saying.minute}`;
      return [`Every hour${minute}${saying.second === 0 ? '' : `, second ${saying.second}`}`];
    }
    case 'hours-apart':
      return [`Every ${saying.step === 1 ? 'hour' : `${saying.step} hours`} from ${saying.from} to ${saying.to}`];
    case 'minutes': {
      const second = saying.second === 0 ? '' : `at second ${saying.second}`;
      return [beat(saying.minutes, 'minute', 'hour'), second, hourFrame(saying.hours)];
    }
    case 'seconds':
      return [beat(saying.seconds, 'second', 'minute'), minuteFrame(saying.minutes), hourFrame(saying.hours)];
    case 'seconds-of-minute':
      return [beat(saying.seconds, 'second', 'minute'), `in the minute ${saying.minute}`];
  }
}

function day(saying: DayPhrase): string {
  switch (saying.kind) {
    case 'every-day':
      return 'every day';
    case 'dates':
      return `${dates(saying.dates)} of the month${rare(saying.isRare)}`;
    case 'before-last-day':
      return `${saying.days > 1 ? '' : 'on the '}${beforeLastDay(saying.days)}${rare(saying.isRare)}`;
    case 'weekday-before-last-day':
      return saying.days === 0
        ? 'on the last weekday (Monday to Friday) of the month'
        : `on the weekday (Monday to Friday) nearest to ${saying.days > 1 ? '' : 'the '}${beforeLastDay(saying.days)}`;
    case 'weekday-nearest':
      return `on the weekday (Monday to Friday) nearest to day ${saying.date} of the month${saying.isRare ? seldom : ''}`;
    case 'either':
      return join(saying.days.map(day));
    case 'weekdays':
      return saying.weekdays.kind === 'run' ? names('day-of-week', saying.weekdays) : onDays(saying.weekdays.values);
    case 'last-weekday-of-month':
      return `on the last ${name('day-of-week', saying.weekday)} of the month`;
    case 'nth-weekday-of-month':
      return `on the ${nths[saying.nth - 1] ?? ''} ${name('day-of-week', saying.weekday)} of the month${rare(saying.nth === 5)}`;
  }
}

const onDays = (days: readonly number[]): string => `on ${join(days.map((value) => `${name('day-of-week', value)}s`))}`;
const nths = ['first', 'second', 'third', 'fourth', 'fifth'];
const seldom = ' (seldom or never in shorter months)';
const rare = (isRare: boolean): string => (isRare ? ', where there is one' : '');

function beforeLastDay(days: number): string {
  if (days === 0) return 'last day of the month';
  return days === 1 ? 'day before the last day of the month' : `${days} days before the last day of the month`;
}

function dates(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'all':
      return 'on every day';
    case 'even':
      return `on every ${ordinal(pattern.step)} day from day 1`;
    case 'span':
      return pattern.step === 1
        ? `on days ${pattern.from} to ${pattern.to}`
        : `on every ${ordinal(pattern.step)} day from day ${pattern.from} to ${pattern.to}`;
    case 'list':
      return `on ${isOne(pattern.items) ? 'day' : 'days'} ${join(items(pattern.items))}`;
  }
}

function ordinal(value: number): string {
  const ending = value % 100 >= 11 && value % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}

function name(field: 'day-of-week' | 'month', value: number): string {
  const word = fieldSpecs[field].words[value - 1] ?? '';
  return word.slice(0, 1) + word.slice(1).toLowerCase();
}

function names(field: 'day-of-week' | 'month', saying: NamePhrase): string {
  if (saying.kind === 'list') return join(saying.values.map((value) => name(field, value)));
  return `from ${name(field, saying.from)} to ${name(field, saying.to)}`;
}

function year(saying: YearPhrase): string {
  if (saying.kind === 'apart') {
    return `every ${saying.step} years from ${saying.from}${saying.to === null ? '' : ` to ${saying.to}`}`;
  }
  const [first] = saying.items;
  return saying.items.length === 1 && typeof first === 'object'
    ? `from ${first[0]} to ${first[1]}`
    : `in ${join(items(saying.items, '–'))}`;
}

export const english: Wording = {
  time,
  day,
  months: (saying) => `only ${saying.kind === 'run' ? '' : 'in '}${names('month', saying)}`,
  years: (sayings) => join(sayings.map(year)),
};
