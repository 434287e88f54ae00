import { foldCase } from '../name-matching.ts';

const yes = new Set(['y', 'yes', 'e', 'evet', 'true', '1']);
const no = new Set(['n', 'no', 'h', 'hayir', 'false', '0']);

/** Yes or no as callers write it, in English or Turkish and any case; null if it is neither. */
export function readFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = foldCase(String(value).trim());
  if (yes.has(text)) return true;
  return no.has(text) ? false : null;
}
