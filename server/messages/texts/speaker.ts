import { locales, type Language } from '../../../contract/language.ts';
import { instantToWall } from '../../../contract/quartz/index.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { said, saidIn, type Translatable } from '../../../contract/translatable.ts';
import { dictionaryOf } from '../../../contract/words/dictionary-of.ts';
import { reasonIn } from '../../../contract/words/reason-in.ts';

/** Speaks one language, with the clock of one zone. */
export interface Speaker {
  readonly say: (sentence: Translatable) => string;
  /** `30 Nov 2026 09:05:12` */
  readonly time: (at: number) => string;
  /** `09:05` */
  readonly clock: (at: number) => string;
  readonly day: (at: number) => string;
  /** `1 min 55 s` */
  readonly duration: (ms: number) => string;
  readonly bytes: (count: number) => string;
  readonly number: (count: number) => string;
  /** The sentence of a reason, with a full stop. */
  readonly reason: (reason: Reason) => string;
}

export async function createSpeaker(language: Language, zone: string): Promise<Speaker> {
  const dictionary = await dictionaryOf(language);
  const say = (sentence: Translatable) => saidIn(sentence, dictionary);
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', ...options });
    // The wall time by Rota's own zone data, shown as if it were UTC: the system's data may be older.
    return (at: number) => made.format(wallOf(at, zone));
  };
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 });
  const time = (at: number) => `${day(at)} ${seconds(at)}`;
  return {
    say,
    time,
    day,
    clock: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    duration: (ms) => say(durationOf(ms, (value) => number.format(value))),
    bytes: (count) => `${number.format(count / 1024 / 1024)} MB`,
    number: (count) => number.format(count),
    reason: (reason) => sentence(reasonIn(language, reason, time, dictionary), language),
  };
}

function wallOf(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = instantToWall(zone, at);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function durationOf(ms: number, number: (value: number) => string): Translatable {
  const seconds = Math.round(Math.max(0, ms) / 1000);
  if (seconds < 10) return said`${number(Math.round(Math.max(0, ms) / 100) / 10)} s`;
  if (seconds < 60) return said`${seconds} s`;
  if (seconds < 3600) return said`${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 86_400) return said`${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return said`${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`;
}

/** As a sentence of its own: with a capital letter of that language, and a full stop. */
function sentence(text: string, language: Language): string {
  const [first = '', ...rest] = text;
  const whole = first.toLocaleUpperCase(locales[language]) + rest.join('');
  return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
}
