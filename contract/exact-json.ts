/**
 * JSON whose numbers keep their digits. A JavaScript number has about 17 digits, and `JSON.parse` silently rounds longer ones:
 * 19-digit account numbers, exact decimals. Here such a number becomes the result of `JSON.rawJSON`, which `JSON.stringify` writes
 * unchanged. A browser without it (before 2025) reads numbers as usual.
 */

/** A number with the text it was written as. */
export interface ExactNumber {
  readonly rawJSON: string;
}

interface ExactJson {
  readonly rawJSON?: (text: string) => ExactNumber;
  readonly isRawJSON?: (value: unknown) => boolean;
  readonly parse: (
    text: string,
    reviver: (key: string, value: unknown, context?: { readonly source?: string }) => unknown,
  ) => unknown;
}
const json = JSON as unknown as ExactJson;

export const isExactNumber = (value: unknown): value is ExactNumber => json.isRawJSON?.(value) === true;

/** Fast check: almost no text has such a number, and parsing with a reviver is slower. */
const mayBeRounded = /\d[.eE]\d|\d[eE][+-]|\d{16}|-0/;

/**
 * Reads JSON and keeps every number that JavaScript would write differently: 12345678901234567890, 1.10, 1E400, -0.
 * @throws SyntaxError as JSON.parse does.
 */
export const parseExact = (text: string): unknown => parseKeeping(text, (source, value) => source !== String(value));

/** Reads JSON and keeps only the numbers that JavaScript would round; these are refused later, all others are read as usual. */
export const parseMarkingRounded = (text: string): unknown => parseKeeping(text, isRounded);

function parseKeeping(text: string, isKept: (source: string, value: number) => boolean): unknown {
  const { rawJSON } = json;
  if (rawJSON === undefined || !mayBeRounded.test(text)) return JSON.parse(text);
  return json.parse(text, (_key, value, context) =>
    typeof value === 'number' && context?.source !== undefined && isKept(context.source, value)
      ? rawJSON(context.source)
      : value,
  );
}

/**
 * Whether reading a number lost digits: printed with as many digits again, it must be the same. So 0.1 and 0.10000000000000001 (as
 * .NET and C print it) are accepted, and 2^53 is, but not the number after it.
 */
export function isRounded(source: string, value = Number(source)): boolean {
  if (!Number.isFinite(value)) return true;
  const digits = digitsOf(source);
  if (digits === '') return value !== 0;
  if (digits.length > 100) return true;
  // Of a value halfway between two decimals JavaScript writes the other one with a given number of digits than by itself.
  if (digitsOf(String(value)) === digits) return false;
  return digitsOf(value.toPrecision(digits.length)) !== digits;
}

/** The significant digits: no point, no exponent, no zeros at either end. */
const digitsOf = (number: string): string =>
  number
    .replace(/^[-+]/, '')
    .replace(/[eE].*$/, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '');

/** The path of the first rounded number in a value, as `items.2.id` ('' for the value itself); null if there is none. */
export function roundedPlace(value: unknown): string | null {
  if (isExactNumber(value)) return '';
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const place = roundedPlace(inner);
    if (place !== null) return place === '' ? key : `${key}.${place}`;
  }
  return null;
}
