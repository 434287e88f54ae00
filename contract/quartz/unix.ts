import { fieldSpecs, nameOfValue } from './fields.ts';

/** cron's words for common times, as Quartz. */
export const unixWords: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 ?',
  '@annually': '0 0 0 1 1 ?',
  '@monthly': '0 0 0 1 * ?',
  '@weekly': '0 0 0 ? * SUN',
  '@daily': '0 0 0 * * ?',
  '@midnight': '0 0 0 * * ?',
  '@hourly': '0 0 * * * ?',
};

/** The Quartz expression of a cron word, any case. A placeholder for a fact (`{0}`) becomes the next placeholder. */
export const quartzOfWord = (word: string): string => (word === '{0}' ? '{1}' : (unixWords[word.toLowerCase()] ?? ''));

const weekSpec = fieldSpecs['day-of-week'];

/**
 * The Quartz fields of a five-field Unix expression (upper case), null if it is none. `both-days`: day-of-month and
 * day-of-week are both restricted, which in Unix means either of them and cannot be said in Quartz.
 */
export function unixToQuartz(fields: readonly string[]): string[] | 'both-days' | null {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (fields.length !== 5 || [minute, hour, day, month].some((field) => !isUnixField(field))) return null;
  const weekdays = unixWeekdays(weekday);
  if (weekdays === null) return null;
  if (day !== '*' && weekday !== '*') return 'both-days';
  return weekday === '*' ? ['0', minute, hour, day, month, '?'] : ['0', minute, hour, '?', month, weekdays];
}

/** No Quartz signs, and no range that runs backwards: Unix knows neither. */
function isUnixField(field: string): boolean {
  return field.split(',').every((item) => {
    const range = /^(\*|[0-9]+|[A-Z]{3})(?:-([0-9]+|[A-Z]{3}))?(?:\/[0-9]+)?$/.exec(item);
    return range !== null && !(Number(range[1]) > Number(range[2]));
  });
}

/** Unix weekdays (0 and 7 are Sunday) as Quartz names; steps are written out, because Quartz ignores them after names. */
function unixWeekdays(field: string): string | null {
  if (field === '*') return '*';
  const items = field.split(',').map(unixWeekdayItem);
  if (items.some((item) => item === null)) return null;
  return [...new Set(items.join(',').split(','))].join(',');
}

function unixWeekdayItem(item: string): string | null {
  const match = /^(\*|[0-7]|[A-Z]{3})(?:-([0-7]|[A-Z]{3}))?(?:\/([1-9]))?$/.exec(item);
  if (!match) return null;
  const [, fromText = '', toText, stepText] = match;
  const isAll = fromText === '*';
  if (isAll && toText !== undefined) return null;
  const from = isAll ? 0 : unixWeekday(fromText);
  const isOpen = isAll || (toText === undefined && stepText !== undefined);
  const to = isOpen ? 6 : toText === undefined ? from : unixWeekday(toText);
  if (from === null || to === null || (from > to && !/^[A-Z]/.test(fromText))) return null;
  if (stepText === undefined && to - from >= 6) return 'SUN-SAT';
  if (stepText === undefined) return from === to ? name(from) : `${name(from)}-${name(to)}`;
  const days: string[] = [];
  for (let day = from; day <= (to < from ? to + 7 : to); day += Number(stepText)) days.push(name(day));
  return days.join(',');
}

function unixWeekday(text: string): number | null {
  if (/^[0-7]$/.test(text)) return Number(text);
  const index = weekSpec.words.findIndex((word) => word.slice(0, 3) === text);
  return index < 0 ? null : index;
}

const name = (unixDay: number): string => nameOfValue(weekSpec, (unixDay % 7) + 1);
