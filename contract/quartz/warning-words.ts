import type { QuartzLanguage } from './errors.ts';

/** What each warning is about; dates and times are local wall times as text. */
export interface QuartzWarningFacts {
  TWO_LETTER_DAY: { readonly from: string; readonly to: string };
  BOTH_DAYS_ANY: Readonly<Record<string, never>>;
  UNIX_CRON: { readonly from: string; readonly to: string };
  NEVER_FIRES: { readonly zone: string; readonly until: string | null };
  ENDS_BEFORE_START: { readonly start: string; readonly end: string };
  MORE_THAN_ONCE_A_MINUTE: { readonly count: number };
  FEW_FIRES_BEFORE_END: { readonly count: number; readonly end: string };
  DST_GAP: { readonly time: string; readonly from: string; readonly to: string; readonly zone: string };
  DST_OVERLAP: { readonly time: string; readonly from: string; readonly to: string; readonly zone: string };
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

type WordsOf = { readonly [Code in QuartzWarningCode]: (facts: QuartzWarningFacts[Code]) => string };

const en: WordsOf = {
  TWO_LETTER_DAY: ({ from, to }) => `day-of-week: '${from}' was read as '${to}', Quartz names days with three letters`,
  BOTH_DAYS_ANY: () => "day-of-week: '*' was read as '?', Quartz wants '?' in one of the two day fields",
  UNIX_CRON: ({ from, to }) => `five fields, read as Unix cron: '${from}' became '${to}'`,
  NEVER_FIRES: ({ until }) =>
    until === null ? 'This expression never fires again.' : `This expression does not fire up to its end (${until}).`,
  ENDS_BEFORE_START: ({ start, end }) => `The end (${end}) is before the start (${start}), so it never fires.`,
  MORE_THAN_ONCE_A_MINUTE: ({ count }) => `It fires ${count} times within a minute.`,
  FEW_FIRES_BEFORE_END: ({ count, end }) => `It fires only ${times(count)} up to its end (${end}).`,
  DST_GAP: ({ time, from, to, zone }) =>
    `${time} does not exist in ${zone}: the clock goes forward from ${from} to ${to}. It does not run at that time.`,
  DST_OVERLAP: ({ time, from, to, zone }) =>
    `${time} occurs twice in ${zone}: the clock goes back from ${from} to ${to}. It runs only the second time.`,
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const tr: WordsOf = {
  TWO_LETTER_DAY: ({ from, to }) =>
    `haftanın günü: '${from}' yerine '${to}' okundu, Quartz gün adlarını üç harfle yazar`,
  BOTH_DAYS_ANY: () => "haftanın günü: '*' yerine '?' okundu, Quartz iki gün alanından birinde '?' ister",
  UNIX_CRON: ({ from, to }) => `beş alan Unix cron olarak okundu: '${from}' yerine '${to}'`,
  NEVER_FIRES: ({ until }) =>
    until === null ? 'Bu ifade bir daha hiç tetiklenmez.' : `Bu ifade bitişine kadar (${until}) hiç tetiklenmez.`,
  ENDS_BEFORE_START: ({ start, end }) => `Bitiş (${end}) başlangıçtan (${start}) önce, bu yüzden hiç tetiklenmez.`,
  MORE_THAN_ONCE_A_MINUTE: ({ count }) => `Bir dakika içinde ${count} kez tetiklenir.`,
  FEW_FIRES_BEFORE_END: ({ count, end }) => `Bitişine kadar (${end}) yalnız ${count} kez tetiklenir.`,
  DST_GAP: ({ time, from, to, zone }) =>
    `${time} saati yok (${zone}): saatler ileri alınır, ${from} olunca ${to} olur. O saatte çalışmaz.`,
  DST_OVERLAP: ({ time, from, to, zone }) =>
    `${time} saati iki kez yaşanır (${zone}): saatler geri alınır, ${from} olunca ${to} olur. Yalnız ikincisinde çalışır.`,
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
