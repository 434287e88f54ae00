import { parseMarkingRounded } from '../../../contract/exact-json.ts';
import { jsonrepair } from 'jsonrepair';
import type { Warning } from '../../../contract/connector.ts';
import type { ErrorDetail } from '../../../contract/errors.ts';
import { foldKey } from '../name-matching.ts';
import { maxJsonEntries, scanJson } from './json-scan.ts';
import { readLongJson } from './long-json.ts';

export type ReadJson =
  | { readonly ok: true; readonly value: unknown; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly error: ErrorDetail };

/** Longer texts were not copied from a printed page, and repairing them could take long. */
const maxMendedLength = 20_000;

const isValuesKey = (key: string): boolean => foldKey(key) === 'values';

/**
 * Reads a body: strict JSON first (an empty text counts as an empty object). If that fails and not strict, typographic quotes,
 * commas inside the quotes, and missing or trailing commas are repaired, with a warning. A body that parses is never repaired.
 * Errors give the place, never the text.
 */
export function readJson(text: string, isStrict: boolean): ReadJson {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (body.trim() === '') return { ok: true, value: {}, warnings: [] };
  const scan = scanJson(body, isValuesKey);
  if (scan.ok) return answered(() => parseMarkingRounded(body), scan.doubled, [], isStrict);
  const mended = isStrict ? null : mend(body);
  const again = mended === null ? null : scanJson(mended, isValuesKey);
  if (mended === null || !again?.ok) return { ok: false, error: notJson(placeIn(body, scan.position), scan.problem) };
  const warning = {
    code: 'JSON_REPAIRED',
    field: null,
    message: `body: it is not JSON (${words(placeIn(body, scan.position))}: expected ${scan.problem}) and was mended; send strict JSON`,
  };
  return answered(() => parseMarkingRounded(mended), again.doubled, [warning], isStrict);
}

function answered(
  read: () => unknown,
  doubled: readonly string[],
  warnings: readonly Warning[],
  isStrict: boolean,
): ReadJson {
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
  return { ok: true, value: read(), warnings: [...warnings, ...twice] };
}

const notJson = (place: Place, problem: string): ErrorDetail => ({
  code: 'JSON_INVALID',
  field: null,
  message: `body: it is not JSON, expected ${problem} at ${words(place)}`,
  position: place.position,
});

/** All count from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
  readonly position: number;
}

const words = ({ line, column, position }: Place): string => `line ${line}, column ${column} (position ${position})`;

function placeIn(text: string, position: number): Place {
  const before = text.slice(0, position - 1).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, position };
}

/** The place of a byte (counted from 0), in characters before it; yields now and then. */
function* placeOfByte(bytes: Buffer, at: number): Generator<void, Place> {
  let [line, column, position] = [1, 1, 1];
  for (let here = 0; here < at; here += 1) {
    const byte = bytes[here]!;
    if (here % 100_000 === 99_999) yield;
    // A continuation byte is no character of its own; a 4-byte sequence counts as two, as in a JavaScript string.
    const signs = (byte & 0xc0) === 0x80 ? 0 : byte >= 0xf0 ? 2 : 1;
    position += signs;
    column = byte === 0x0a ? 1 : column + signs;
    if (byte === 0x0a) line += 1;
  }
  return { line, column, position };
}

/** The limit for paths that accept large bodies. */
export const mostLongEntries = 10_000_000;

/** As `readJson` for a UTF-8 text that takes long; it is never repaired. Yields now and then. */
export function* readJsonInSteps(
  bytes: Buffer,
  isStrict: boolean,
  mostEntries: number = maxJsonEntries,
): Generator<void, ReadJson> {
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const found = yield* readLongJson(body, mostEntries, isValuesKey);
  if (!found.ok) return { ok: false, error: notJson(yield* placeOfByte(body, found.at), found.problem) };
  return answered(() => found.value, found.doubled, [], isStrict);
}

/** Null if the fault is not among the few that may be repaired. */
function mend(text: string): string | null {
  if (text.length > maxMendedLength) return null;
  try {
    const mended = jsonrepair(commasOutOfQuotes(text));
    // Accepted only if quotes and commas are the only changes: half a body must never start something.
    return mended.trimStart().startsWith('{') && withoutTypos(mended) === withoutTypos(text) ? mended : null;
  } catch {
    return null;
  }
}

/** The part that a repair must not change: everything but blanks, commas and the kind of quotes. */
const withoutTypos = (text: string): string => text.replace(/[\s,]/g, '').replace(/["“”„‟‘’‚‛]/g, '"');

const quoted = /(["“”„‟])([^"“”„‟\\]*(?:\\.[^"“”„‟\\]*)*)(["“”„‟])(?=(\s*["“”„‟}])?)/gs;

/** Typesetters move a comma before the closing quote: `“FR,” “startDate”` was `“FR”, “startDate”`. */
function commasOutOfQuotes(text: string): string {
  return text.replace(quoted, (whole, open: string, content: string, close: string, next: string | undefined) => {
    const end = content.trimEnd();
    if (next === undefined || !end.endsWith(',') || /^[\s:,]/.test(content)) return whole;
    const pulledOut = `${open}${end.slice(0, -1).trimEnd()}${close}`;
    if (!next.endsWith('}')) return `${pulledOut},`;
    return close === '"' ? whole : pulledOut;
  });
}
