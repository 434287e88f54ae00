import type { QuartzWords } from '../wording.ts';
import { errors } from './error-words.ts';
import { warnings } from './warning-words.ts';

export const en: QuartzWords = { errors, warnings };
