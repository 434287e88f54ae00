import { closest } from '../../contract/close-names.ts';
import { foldKey } from './name-matching.ts';

export { editDistance } from '../../contract/close-names.ts';

/** Up to three of `names` that `given` may be a misspelling of, the likeliest first. */
export const closeNames = (given: string, names: readonly string[]): readonly string[] =>
  closest(given, names, foldKey);
