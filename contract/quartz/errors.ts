import type { Dictionary, Translatable } from '../translatable.ts';
import {
  errorCodes,
  type ErrorFacts,
  type ErrorWords,
  type QuartzError,
  type QuartzErrorCode,
  type QuartzLanguage,
} from './error-facts.ts';
import { fieldSpecs, type QuartzFieldName } from './fields.ts';
import { quartzWords } from './languages.ts';
import { quartzOfWord } from './unix.ts';

export function quartzError(facts: ErrorFacts): QuartzError {
  return { ...facts, allowed: allowedIn(facts, 'en'), message: describeError(facts, 'en') };
}

/** The error as one line of text: field, value, what is wrong, what is allowed, position. */
export function describeError(error: ErrorFacts, language: QuartzLanguage): string {
  return quartzWords[language].errors.line(error, wordsOf(error, language));
}

/** The English line for an error in a body ("quartzDef: …"): the field's name first, unless the fault is the whole expression. */
export function describeInBody(error: ErrorFacts): string {
  const { problem, advice } = wordsOf(error, 'en');
  const isWhole = error.field === 'expression' || error.code === 'BOTH_DAYS_OPEN' || error.code === 'UNIX_BOTH_DAYS';
  const field = isWhole ? '' : `${error.field}${problem.startsWith("'") ? ' ' : ': '}`;
  return `${field}${problem}, ${advice}${error.position > 0 ? ` (position ${error.position})` : ''}`;
}

/** The error as sentences to show under a field: what is wrong, then what to do. */
export function explainError(error: ErrorFacts, language: QuartzLanguage): string {
  const { problem, advice } = wordsOf(error, language);
  const field = quartzWords[language].errors.fields[error.field];
  const named = error.field === 'expression' ? sentence(problem, language) : `${sentence(field, language)}: ${problem}`;
  return `${named}. ${sentence(advice, language)}.`.replace(/'([^']*)'/g, '“$1”');
}

/** The error as a translatable. Only the value is a fact of it; everything else has few variants. */
export function saidError({ code, field, value }: ErrorFacts): Translatable {
  const facts = code === 'UNIX_WORD' ? [value, quartzOfWord(value)] : [value];
  return { words: explainError(withPlace(code, field), 'en'), facts };
}

/** Every sentence of saidError in a language, by its English. */
export function errorDictionary(language: QuartzLanguage): Dictionary {
  const fields = [...(Object.keys(fieldSpecs) as QuartzFieldName[]), 'expression' as const];
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
  return quartzWords[language].errors.words(error, allowedIn(error, language), signs);
}

const sentence = (text: string, language: QuartzLanguage): string =>
  text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);

const signsOf: Readonly<Record<QuartzFieldName, string>> = {
  seconds: '* , - /',
  minutes: '* , - /',
  hours: '* , - /',
  'day-of-month': '* , - / ? L W',
  month: '* , - /',
  'day-of-week': '* , - / ? L #',
  year: '* , - /',
};

function allowedIn({ field, code }: ErrorFacts, language: QuartzLanguage): string {
  const { errors } = quartzWords[language];
  if (field === 'expression') return errors.wholeExpression;
  switch (code) {
    case 'STEP_OUT_OF_RANGE':
    case 'STEP_MISSING':
      return errors.steps(fieldSpecs[field].stepMax);
    case 'LAST_OFFSET_OUT_OF_RANGE':
      return errors.offsetsOfLast;
    case 'NTH_OUT_OF_RANGE':
      return errors.nths;
    default:
      return errors.ranges[field];
  }
}
