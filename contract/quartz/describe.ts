import type { QuartzCron } from './cron.ts';
import { daySaying, monthSaying, yearSayings } from './day-phrases.ts';
import type { QuartzLanguage } from './error-facts.ts';
import { wordings } from './wordings.ts';
import { readCron } from './read-cron.ts';
import { timeSaying, type Pattern, type TimePhrase } from './time-phrases.ts';

/**
 * An expression in words: time, day, months, years ("At 08:00, on the first Monday of the month"). Made from the values
 * that fire, so it is true for every valid expression. Throws a RangeError for an invalid one.
 */
export function describeQuartz(cron: QuartzCron | string, language: QuartzLanguage): string {
  const known = typeof cron === 'string' ? parsed(cron) : cron;
  const wording = wordings[language];
  const time = timeSaying(known);
  const day = daySaying(known);
  const months = monthSaying(known);
  const years = yearSayings(known);
  return [
    ...wording.time(time),
    day.kind === 'every-day' && beatsAllDay(time) ? '' : wording.day(day),
    months ? wording.months(months) : '',
    years.length > 0 ? wording.years(years) : '',
  ]
    .filter((phrase) => phrase !== '')
    .join(', ');
}

/** "Every 15 minutes" needs no "every day" behind it. */
function beatsAllDay(time: TimePhrase): boolean {
  const isEven = ({ kind }: Pattern): boolean => kind === 'all' || kind === 'even';
  switch (time.kind) {
    case 'every-hour':
      return true;
    case 'minutes':
      return isEven(time.minutes) && time.hours.kind === 'all';
    case 'seconds':
      return isEven(time.seconds) && time.minutes.kind === 'all' && time.hours.kind === 'all';
    default:
      return false;
  }
}

function parsed(expression: string): QuartzCron {
  const result = readCron(expression, true);
  if (!result.ok) throw new RangeError(`not a Quartz expression (${result.errors[0]!.code}): ${expression}`);
  return result.cron;
}
