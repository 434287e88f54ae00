import type { ErrorFacts, ErrorWords } from './error-facts.ts';
import type { QuartzFieldName } from './fields.ts';
import type { WarningWords } from './warning-facts.ts';
import type { DayPhrase, NamePhrase, YearPhrase } from './day-phrases.ts';
import type { TimePhrase } from './time-phrases.ts';

/** How a language says an expression. Empty phrases are left out; the first one starts with a capital. */
export interface Wording {
  readonly time: (saying: TimePhrase) => string[];
  readonly day: (saying: DayPhrase) => string;
  readonly months: (saying: NamePhrase) => string;
  readonly years: (sayings: readonly YearPhrase[]) => string;
}

/** How a language says what is wrong with an expression. */
export interface ErrorSpeech {
  /** What is wrong, and what to do about it. */
  readonly words: (error: ErrorFacts, allowed: string, signs: string) => ErrorWords;
  readonly fields: Readonly<Record<ErrorFacts['field'], string>>;
  /** What each field takes. */
  readonly ranges: Readonly<Record<QuartzFieldName, string>>;
  readonly wholeExpression: string;
  readonly steps: (max: number) => string;
  readonly offsetsOfLast: string;
  readonly nths: string;
  /** All of it as one line; `position` counts from 1, 0 for none. */
  readonly line: (error: ErrorFacts, words: ErrorWords) => string;
}

/** What a language says of an expression that is wrong or unlucky. */
export interface QuartzWords {
  readonly errors: ErrorSpeech;
  readonly warnings: WarningWords;
}
