import type { QuartzLanguage } from './error-facts.ts';

/** What each warning is about; dates and times are local wall times as text. */
export interface QuartzWarningFacts {
  TWO_LETTER_DAY: { readonly from: string; readonly to: string };
  BOTH_DAYS_ANY: Readonly<Record<string, never>>;
  UNIX_CRON: { readonly from: string; readonly to: string };
  QUARTZ_25_LIST: { readonly list: string };
  NEVER_FIRES: { readonly zone: string; readonly until: string | null };
  ENDS_BEFORE_START: { readonly start: string; readonly end: string };
  MORE_THAN_ONCE_A_MINUTE: { readonly count: number };
  FEW_FIRES_BEFORE_END: { readonly count: number; readonly end: string };
  /** `then`: nothing runs at that time, the run of the time `to` stands for it, or one is made then. */
  DST_GAP: ClockChangeFacts & { readonly then: 'nothing' | 'joined' | 'moved' };
  DST_OVERLAP: ClockChangeFacts & { readonly runs: 'second' | 'both' };
  /** From `time` on until the clock shows it again nothing runs, and all in all for `minutes`. */
  DST_SILENT: ClockChangeFacts & { readonly minutes: number };
}

/** The first time it is about, and what the clock shows when it is changed and then. */
interface ClockChangeFacts {
  readonly time: string;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

export type QuartzWarningCode = keyof QuartzWarningFacts;

/** One thing worth saying about a valid expression; `message` is in the language asked for, English by default. */
export type QuartzWarning = {
  [Code in QuartzWarningCode]: {
    readonly code: Code;
    readonly params: QuartzWarningFacts[Code];
    readonly message: string;
  };
}[QuartzWarningCode];

const months: Readonly<Record<QuartzLanguage, readonly string[]>> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  tr: ['Oca', 'Şub', 'Mar', 'Nis', 'May', 'Haz', 'Tem', 'Ağu', 'Eyl', 'Eki', 'Kas', 'Ara'],
};

/** `2027-03-28 02:30` as a person reads it. */
const dayOf = (time: string, language: QuartzLanguage): string =>
  `${time.slice(8, 10)} ${months[language][Number(time.slice(5, 7)) - 1] ?? ''} ${time.slice(0, 4)}`;
const clockOf = (time: string): string => time.slice(11);

const longMonths: Readonly<Record<QuartzLanguage, readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  tr: 'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık'.split(' '),
};

/** `2027-03-08 02:30` as 8 March 2027. */
const longDayOf = (time: string, language: QuartzLanguage): string =>
  `${Number(time.slice(8, 10))} ${longMonths[language][Number(time.slice(5, 7)) - 1] ?? ''} ${time.slice(0, 4)}`;
const dayText = (time: string, language: QuartzLanguage): string => `${dayOf(time, language)} ${clockOf(time)}`;
const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

type WordsOf = { readonly [Code in QuartzWarningCode]: (facts: QuartzWarningFacts[Code]) => string };

const en: WordsOf = {
  TWO_LETTER_DAY: ({ from, to }) => `day-of-week: '${from}' was read as '${to}', Quartz names days with three letters`,
  BOTH_DAYS_ANY: () => "day-of-week: '*' was read as '?', Quartz wants '?' in one of the two day fields",
  UNIX_CRON: ({ from, to }) => `five fields, read as Unix cron: '${from}' became '${to}'`,
  QUARTZ_25_LIST: ({ list }) =>
    `day-of-month: the list '${list}' is new in Quartz 2.5 and read as each of the days it names; older Quartz refuses it or reads it otherwise`,
  NEVER_FIRES: ({ until }) =>
    until === null ? 'It never runs again.' : `It does not run before its end (${dayText(until, 'en')}).`,
  ENDS_BEFORE_START: ({ start, end }) =>
    `The end (${dayText(end, 'en')}) is before the start (${dayText(start, 'en')}), so it never runs.`,
  MORE_THAN_ONCE_A_MINUTE: ({ count }) => `It runs ${count} times a minute.`,
  FEW_FIRES_BEFORE_END: ({ count, end }) => `It runs only ${times(count)} before its end (${dayText(end, 'en')}).`,
  DST_GAP: ({ time, from, to, zone, then }) =>
    `${longDayOf(time, 'en')}: ${clockOf(time)} does not exist in ${zone}, where the clock goes forward from ${from} to ${to}. ${
      {
        nothing: 'It does not run at that time.',
        joined: `The run at ${to} stands for it.`,
        moved: `It runs at ${to} instead.`,
      }[then]
    }`,
  DST_OVERLAP: ({ time, from, to, zone, runs }) =>
    `${longDayOf(time, 'en')}: ${clockOf(time)} occurs twice in ${zone}, where the clock goes back from ${from} to ${to}. ${
      runs === 'both' ? 'It runs both times.' : 'It runs only the second time.'
    }`,
  DST_SILENT: ({ time, from, to, zone, minutes }) =>
    `${longDayOf(time, 'en')}: the time from ${to} to ${from} occurs twice in ${zone}, where the clock goes back from ${from} to ${to}. It runs only the second time, so nothing runs for ${minutes} minutes.`,
};

const tr: WordsOf = {
  TWO_LETTER_DAY: ({ from, to }) =>
    `haftanın günü: '${from}' yerine '${to}' okundu, Quartz gün adlarını üç harfle yazar`,
  BOTH_DAYS_ANY: () => "haftanın günü: '*' yerine '?' okundu, Quartz iki gün alanından birinde '?' ister",
  UNIX_CRON: ({ from, to }) => `beş alan Unix cron olarak okundu: '${from}' yerine '${to}'`,
  QUARTZ_25_LIST: ({ list }) =>
    `ayın günü: '${list}' listesi Quartz 2.5 ile geldi, adı geçen günlerin her biri olarak okundu; eski Quartz bunu kabul etmez ya da başka türlü okur`,
  NEVER_FIRES: ({ until }) =>
    until === null ? 'Bir daha hiç çalışmaz.' : `Bitişine kadar (${dayText(until, 'tr')}) hiç çalışmaz.`,
  ENDS_BEFORE_START: ({ start, end }) =>
    `Bitiş (${dayText(end, 'tr')}) başlangıçtan (${dayText(start, 'tr')}) önce, bu yüzden hiç çalışmaz.`,
  MORE_THAN_ONCE_A_MINUTE: ({ count }) => `Dakikada ${count} kez çalışır.`,
  FEW_FIRES_BEFORE_END: ({ count, end }) => `Bitişine kadar (${dayText(end, 'tr')}) yalnız ${count} kez çalışır.`,
  DST_GAP: ({ time, from, to, zone, then }) =>
    `${longDayOf(time, 'tr')}: ${zone} saat diliminde ${clockOf(time)} diye bir saat yok; saatler ileri alınır, ${from} iken ${to} olur. ${
      {
        nothing: 'O saatte çalışmaz.',
        joined: `Yerine ${to} çalıştırması geçer.`,
        moved: `Yerine ${to} olunca çalışır.`,
      }[then]
    }`,
  DST_OVERLAP: ({ time, from, to, zone, runs }) =>
    `${longDayOf(time, 'tr')}: ${zone} saat diliminde ${clockOf(time)} iki kez yaşanır; saatler geri alınır, ${from} iken ${to} olur. ${
      runs === 'both' ? 'İkisinde de çalışır.' : 'Yalnız ikincisinde çalışır.'
    }`,
  DST_SILENT: ({ time, from, to, zone, minutes }) =>
    `${longDayOf(time, 'tr')}: ${zone} saat diliminde ${to} ile ${from} arası iki kez yaşanır; saatler geri alınır, ${from} iken ${to} olur. Yalnız ikincisinde çalışır, bu yüzden ${minutes} dakika boyunca hiç çalışmaz.`,
};

const wordsIn: Readonly<Record<QuartzLanguage, WordsOf>> = { en, tr };

/** The warning as a sentence in a language. */
export function describeWarning(warning: Pick<QuartzWarning, 'code' | 'params'>, language: QuartzLanguage): string {
  const say = wordsIn[language][warning.code] as (facts: QuartzWarning['params']) => string;
  return say(warning.params);
}

export function quartzWarning<Code extends QuartzWarningCode>(
  code: Code,
  params: QuartzWarningFacts[Code],
  language: QuartzLanguage = 'en',
): QuartzWarning {
  // The code and its facts belong together by this function's own type; the union cannot be told so.
  const warning = { code, params } as Pick<QuartzWarning, 'code' | 'params'>;
  return { ...warning, message: describeWarning(warning, language) } as QuartzWarning;
}
