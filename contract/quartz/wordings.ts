import type { QuartzLanguage } from './error-facts.ts';
import { english } from './en/describe.ts';
import { turkish } from './tr/describe.ts';
import type { Wording } from './wording.ts';

/** How each language says an expression; apart from what is wrong with one, which a list of schedules does not need. */
export const wordings: Readonly<Record<QuartzLanguage, Wording>> = { en: english, tr: turkish };
