import type { QuartzWords } from '../wording.ts';
import { english } from './describe.ts';
import { errors } from './error-words.ts';
import { warnings } from './warning-words.ts';

export const en: QuartzWords = { description: english, errors, warnings };
