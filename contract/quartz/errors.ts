import type { Dictionary, Translatable } from '../translatable.ts';
import {
  errorCodes,
  type ErrorFacts,
  type ErrorWords,
  type QuartzError,
  type QuartzErrorCode,
  type QuartzLanguage,
} from './error-facts.ts';
import { wordsEn } from './error-words-en.ts';
import { wordsTr } from './error-words-tr.ts';
import { fieldSpecs, type QuartzFieldName } from './fields.ts';
import { quartzOfWord } from './unix.ts';

export function quartzError(facts: ErrorFacts): QuartzError {
  return { ...facts, allowed: allowedIn(facts, 'en'), message: describeError(facts, 'en') };
}

/** The error as one line of text: field, value, what is wrong, what is allowed, position. */
export function describeError(error: ErrorFacts, language: QuartzLanguage): string {
  const { problem, advice } = wordsOf(error, language);
  if (language === 'tr') {
    const where = error.position > 0 ? ` (konum ${error.position})` : '';
    return `${fieldWordsTr[error.field]}: ${problem}; ${advice}${where}`;
  }
  return `${error.field}: ${problem}, ${advice}${error.position > 0 ? ` (position ${error.position})` : ''}`;
}

/**
 * The English line to stand behind the key of a body that holds the expression ("quartzDef: …"): the field is named before
 * what is wrong in it, and not at all where the whole expression is meant.
 */
export function describeInBody(error: ErrorFacts): string {
  const { problem, advice } = wordsOf(error, 'en');
  const isWhole = error.field === 'expression' || error.code === 'BOTH_DAYS_OPEN' || error.code === 'UNIX_BOTH_DAYS';
  const field = isWhole ? '' : `${error.field}${problem.startsWith("'") ? ' ' : ': '}`;
  return `${field}${problem}, ${advice}${error.position > 0 ? ` (position ${error.position})` : ''}`;
}

/** The error as sentences to stand under a field: what is wrong, then what to do. */
export function explainError(error: ErrorFacts, language: QuartzLanguage): string {
  const { problem, advice } = wordsOf(error, language);
  const field = language === 'tr' ? fieldWordsTr[error.field] : error.field.replaceAll('-', ' ');
  const named = error.field === 'expression' ? sentence(problem, language) : `${sentence(field, language)}: ${problem}`;
  return `${named}. ${sentence(advice, language)}.`.replace(/'([^']*)'/g, '“$1”');
}

/** The same, to be said where it is read: only the value is kept apart, for everything else hangs on it in few ways. */
export function saidError({ code, field, value }: ErrorFacts): Translatable {
  const facts = code === 'UNIX_WORD' ? [value, quartzOfWord(value)] : [value];
  return { words: explainError(withPlace(code, field), 'en'), facts };
}

/** What saidError can say, by its English. */
export function errorDictionary(language: QuartzLanguage): Dictionary {
  const fields = Object.keys(fieldWordsTr) as (keyof typeof fieldWordsTr)[];
  const errors = errorCodes.flatMap((code) => fields.map((field) => withPlace(code, field)));
  return Object.fromEntries(errors.map((error) => [explainError(error, 'en'), explainError(error, language)]));
}

const withPlace = (code: QuartzErrorCode, field: ErrorFacts['field']): ErrorFacts => ({
  code,
  field,
  value: '{0}',
  position: 0,
});

function wordsOf(error: ErrorFacts, language: QuartzLanguage): ErrorWords {
  const signs = error.field === 'expression' ? '' : signsOf[error.field];
  return (language === 'tr' ? wordsTr : wordsEn)(error, allowedIn(error, language), signs);
}

const sentence = (text: string, language: QuartzLanguage): string =>
  text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);

const fieldWordsTr: Readonly<Record<QuartzError['field'], string>> = {
  seconds: 'saniye',
  minutes: 'dakika',
  hours: 'saat',
  'day-of-month': 'ayın günü',
  month: 'ay',
  'day-of-week': 'haftanın günü',
  year: 'yıl',
  expression: 'ifade',
};

const rangesEn: Readonly<Record<QuartzFieldName, string>> = {
  seconds: '0 to 59',
  minutes: '0 to 59',
  hours: '0 to 23',
  'day-of-month': '1 to 31',
  month: '1 to 12 or JAN to DEC',
  'day-of-week': '1 (Sunday) to 7 (Saturday) or SUN to SAT',
  year: '1970 to 2099',
};

const rangesTr: Readonly<Record<QuartzFieldName, string>> = {
  seconds: '0 ile 59 arasında bir sayı',
  minutes: '0 ile 59 arasında bir sayı',
  hours: '0 ile 23 arasında bir sayı',
  'day-of-month': '1 ile 31 arasında bir sayı',
  month: '1 ile 12 arasında bir sayı ya da JAN ile DEC arasında bir ad',
  'day-of-week': '1 (Pazar) ile 7 (Cumartesi) arasında bir sayı ya da SUN ile SAT arasında bir ad',
  year: '1970 ile 2099 arasında bir yıl',
};

const signsOf: Readonly<Record<QuartzFieldName, string>> = {
  seconds: '* , - /',
  minutes: '* , - /',
  hours: '* , - /',
  'day-of-month': '* , - / ? L W',
  month: '* , - /',
  'day-of-week': '* , - / ? L #',
  year: '* , - /',
};

function allowedIn(error: ErrorFacts, language: QuartzLanguage): string {
  const { field } = error;
  const en = language === 'en';
  if (field === 'expression') return en ? '6 or 7 fields' : '6 ya da 7 alan';
  switch (error.code) {
    case 'STEP_OUT_OF_RANGE':
    case 'STEP_MISSING':
      return en ? `1 to ${fieldSpecs[field].stepMax}` : `1 ile ${fieldSpecs[field].stepMax} arasında bir sayı`;
    case 'LAST_OFFSET_OUT_OF_RANGE':
      return en ? 'L-0 to L-30, or L-0W to L-27W' : 'L-0 ile L-30 ya da L-0W ile L-27W arası';
    case 'NTH_OUT_OF_RANGE':
      return en ? '1 to 5 after #' : '# işaretinden sonra 1 ile 5 arasında bir sayı';
    default:
      return en ? rangesEn[field] : rangesTr[field];
  }
}
