import type { ErrorDetail } from '../../../contract/errors.ts';
import { readDate } from './dates.ts';
import { shown } from './start-options.ts';

/** Which due times a dry run shows: those after this instant, and how many. */
export interface Preview {
  readonly from: number;
  readonly count: number;
  readonly errors: readonly ErrorDetail[];
}

const usualCount = 5;
const mostCount = 50;

/** Reads `from` and `count` of a dry run; a faulty one keeps its default and is reported. */
export function readPreview(body: unknown, { now, timezone }: { now: number; timezone: string }): Preview {
  const { from, count } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const errors: ErrorDetail[] = [];
  const problem = (field: string, message: string): void => {
    errors.push({ code: 'OPTION_INVALID', field, message: `${field}: ${message}` });
  };
  const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
  const date = isGiven(from) ? readDate(typeof from === 'string' ? from : '', timezone, 'start') : null;
  if (date?.ok === false)
    problem(
      'from',
      typeof from === 'string' ? date.problem : `${shown(from)} is not a date, write it as a text, yyyy-MM-dd HH:mm:ss`,
    );
  const number = isGiven(count) ? Number(count) : usualCount;
  const isCount = Number.isInteger(number) && number >= 1 && number <= mostCount;
  if (!isCount) problem('count', `is not a whole number from 1 to ${mostCount}`);
  return { from: date?.ok ? date.at : now, count: isCount ? number : usualCount, errors };
}
