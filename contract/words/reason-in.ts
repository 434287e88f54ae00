import { sayExitCode } from '../exit-code.ts';
import type { Language } from '../language.ts';
import { sayReason, type Reason, type ReasonSpeech } from '../reasons.ts';
import type { Dictionary } from '../translatable.ts';
import { exitCodes as exitCodesEn } from './en/exit-codes.ts';
import { reasons as reasonsEn } from './en/reasons.ts';
import { exitCodes as exitCodesTr } from './tr/exit-codes.ts';
import { reasons as reasonsTr } from './tr/reasons.ts';

// For programs that have all languages loaded. The page, which loads one, uses `sayReason`.

const speeches: Readonly<Record<Language, ReasonSpeech>> = {
  en: { reasons: reasonsEn, exitCodes: exitCodesEn },
  tr: { reasons: reasonsTr, exitCodes: exitCodesTr },
};

export const reasonIn = (
  language: Language,
  reason: Reason,
  timeOf?: (instant: number) => string,
  dictionary?: Dictionary,
): string => sayReason(speeches[language], reason, timeOf, dictionary);

export const exitCodeWords = (code: number, language: Language): string =>
  sayExitCode(speeches[language].exitCodes, code);
