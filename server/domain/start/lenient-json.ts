import { parseMarkingRounded } from '../../../contract/exact-json.ts';
import { jsonrepair } from 'jsonrepair';
import type { Warning } from '../../../contract/connector.ts';
import type { ErrorDetail } from '../../../contract/errors.ts';
import { foldKey } from '../fold.ts';
import { scanJson } from './json-scan.ts';

export type ReadJson =
  | { readonly ok: true; readonly value: unknown; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly error: ErrorDetail };

/** Longer texts were not copied from a printed page; mending them could take long. */
const maxMendedLength = 20_000;

const isValuesKey = (key: string): boolean => foldKey(key) === 'values';

/**
 * Reads a body: strict JSON first (a text without anything counts as an empty object). Only where that fails, and not when strict,
 * typographic quotes, commas inside the quotes, and missing or trailing commas are mended, with a warning. A body that parses is
 * never mended. Errors give the place, never the text.
 */
export function readJson(text: string, isStrict: boolean): ReadJson {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (body.trim() === '') return { ok: true, value: {}, warnings: [] };
  const scan = scanJson(body, isValuesKey);
  if (scan.ok) return parsed(body, scan.doubled, [], isStrict);
  const mended = isStrict ? null : mend(body);
  const again = mended === null ? null : scanJson(mended, isValuesKey);
  if (mended === null || !again?.ok) return { ok: false, error: notJson(body, scan.position, scan.problem) };
  const warning = {
    code: 'JSON_REPAIRED',
    field: null,
    message: `body: it is not JSON (${place(body, scan.position)}: expected ${scan.problem}) and was mended; send strict JSON`,
  };
  return parsed(mended, again.doubled, [warning], isStrict);
}

function parsed(text: string, doubled: readonly string[], warnings: readonly Warning[], isStrict: boolean): ReadJson {
  const twice = doubled.map((key) => ({
    code: 'KEY_DOUBLED',
    field: key,
    message: `${key}: given more than once, the last one counts`,
  }));
  if (isStrict && twice[0]) {
    return {
      ok: false,
      error: { ...twice[0], code: 'JSON_INVALID', message: `${twice[0].field}: given more than once` },
    };
  }
  return { ok: true, value: parseMarkingRounded(text), warnings: [...warnings, ...twice] };
}

const notJson = (text: string, position: number, problem: string): ErrorDetail => ({
  code: 'JSON_INVALID',
  field: null,
  message: `body: it is not JSON, expected ${problem} at ${place(text, position)}`,
  position,
});

function place(text: string, position: number): string {
  const before = text.slice(0, position - 1).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1} (position ${position})`;
}

/** Null where what is broken is not among the few things that may be mended. */
function mend(text: string): string | null {
  if (text.length > maxMendedLength) return null;
  try {
    const mended = jsonrepair(commasOutOfQuotes(text));
    // Anything else than quotes and commas was not meant to be mended: half a body must never start something.
    return mended.trimStart().startsWith('{') && withoutTypos(mended) === withoutTypos(text) ? mended : null;
  } catch {
    return null;
  }
}

/** What must be the same before and after mending: everything but blanks, commas and the kind of quotes. */
const withoutTypos = (text: string): string => text.replace(/[\s,]/g, '').replace(/["“”„‟‘’‚‛]/g, '"');

const quoted = /(["“”„‟])([^"“”„‟\\]*(?:\\.[^"“”„‟\\]*)*)(["“”„‟])(?=(\s*["“”„‟}])?)/gs;

/** Typesetters pull a comma before the closing quote: `“FR,” “startDate”` was meant as `“FR”, “startDate”`. */
function commasOutOfQuotes(text: string): string {
  return text.replace(quoted, (whole, open: string, content: string, close: string, next: string | undefined) => {
    const end = content.trimEnd();
    if (next === undefined || !end.endsWith(',') || /^[\s:,]/.test(content)) return whole;
    const pulledOut = `${open}${end.slice(0, -1).trimEnd()}${close}`;
    if (!next.endsWith('}')) return `${pulledOut},`;
    return close === '"' ? whole : pulledOut;
  });
}
