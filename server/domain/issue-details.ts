import type { z } from 'zod';
import type { ErrorCode, ErrorDetail } from '../../contract/errors.ts';
import { closeNames } from './close-names.ts';

/** The faults that a zod schema found, each with its place as `exitCodes.75` or `args[2]`; nothing of what was given is repeated. */
export function issueDetails(
  issues: readonly z.core.$ZodIssue[],
  code: ErrorCode,
  knownKeys: readonly string[] = [],
): readonly ErrorDetail[] {
  return issues.flatMap((issue) => {
    const place = placeOf(issue.path);
    if (issue.code !== 'unrecognized_keys') return [detail(code, place, issue.message)];
    return issue.keys.map((key) => {
      const close = place === '' ? closeNames(key, knownKeys) : [];
      const hint = close.length > 0 ? `; did you mean ${close.map((name) => `"${name}"`).join(' or ')}?` : '';
      return detail(code, place === '' ? key : `${place}.${key}`, `is not a known key${hint}`);
    });
  });
}

function detail(code: ErrorCode, field: string, message: string): ErrorDetail {
  return { code, field: field === '' ? null : field, message: field === '' ? message : `${field}: ${message}` };
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, '');
}
