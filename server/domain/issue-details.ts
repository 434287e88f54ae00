import type { z } from 'zod';
import { errorDetail, type ErrorCode, type ErrorDetail } from '../../contract/errors.ts';
import { either, said, type Translatable } from '../../contract/translatable.ts';
import { closeNames } from './close-names.ts';
import { issueSentence, withoutConsequences } from '../../contract/issue-words.ts';

/**
 * The faults that a zod schema found, each with its place as `exitCodes.75` or `args[2]`; the values themselves are never repeated.
 */
export function issueDetails(
  issues: readonly z.core.$ZodIssue[],
  code: ErrorCode,
  knownKeys: readonly string[] = [],
): readonly ErrorDetail[] {
  return withoutConsequences(issues).flatMap((issue) => {
    const place = placeOf(issue.path);
    if (place === '' && issue.code === 'invalid_type') return [detail(code, '', said`it ${issueSentence(issue)}`)];
    if (issue.code !== 'unrecognized_keys') return [detail(code, place, issueSentence(issue))];
    return issue.keys.map((key) => {
      const close = place === '' ? closeNames(key, knownKeys) : [];
      const meant = either(close.map((name) => `"${name}"`));
      const sentence = close.length > 0 ? said`is not a known key; did you mean ${meant}?` : said`is not a known key`;
      return detail(code, place === '' ? key : `${place}.${key}`, sentence);
    });
  });
}

const detail = (code: ErrorCode, field: string, sentence: Translatable): ErrorDetail =>
  errorDetail(code, field === '' ? null : field, sentence);

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, '');
}
