import type { QuartzLanguage } from './error-facts.ts';
import { en } from './en/index.ts';
import { tr } from './tr/index.ts';
import type { QuartzWords } from './wording.ts';

export const quartzWords: Readonly<Record<QuartzLanguage, QuartzWords>> = { en, tr };
