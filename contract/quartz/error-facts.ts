import type { Language } from '../language.ts';
import type { QuartzFieldName } from './fields.ts';

export type QuartzLanguage = Language;

/** Every fault of an expression; each language has a sentence for it. */
export const errorCodes = [
  'TOO_LONG',
  'TOO_FEW_FIELDS',
  'TOO_MANY_FIELDS',
  'BOTH_DAYS_SET',
  'BOTH_DAYS_OPEN',
  'QUESTION_MARK_NOT_HERE',
  'EMPTY_ITEM',
  'OUT_OF_RANGE',
  'STEP_OUT_OF_RANGE',
  'STEP_MISSING',
  'STEP_AFTER_NAME',
  'UNKNOWN_NAME',
  'NAME_NOT_HERE',
  'LONG_NAME_IN_RANGE',
  'MIXED_RANGE',
  'RANGE_REVERSED',
  'SIGN_NOT_HERE',
  'NOT_IN_LIST',
  'LAST_OFFSET_OUT_OF_RANGE',
  'NTH_OUT_OF_RANGE',
  'NOT_READABLE',
  'UNIX_BOTH_DAYS',
  'UNIX_WORD',
  'UNIX_REBOOT',
  'UNKNOWN_WORD',
] as const;
export type QuartzErrorCode = (typeof errorCodes)[number];

/** One fault of an expression. `position` counts from 1 in the text as given; `message` is English. */
export interface QuartzError {
  readonly code: QuartzErrorCode;
  readonly field: QuartzFieldName | 'expression';
  readonly value: string;
  readonly position: number;
  readonly allowed: string;
  readonly message: string;
}

/** An error before it is put into words. */
export type ErrorFacts = Omit<QuartzError, 'allowed' | 'message'>;

export interface ErrorWords {
  readonly problem: string;
  readonly advice: string;
}
