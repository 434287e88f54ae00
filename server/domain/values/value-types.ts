import { isExactNumber, isRounded, parseMarkingRounded } from '../../../contract/exact-json.ts';
import { either, said, type Fact, type Translatable } from '../../../contract/translatable.ts';
import { readFlag } from './flags.ts';

/** JSON Schema's types. */
const types = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'] as const;
export type ValueType = (typeof types)[number];

export type Converted = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly wanted: Fact };

/** The types a parameter allows; empty = any. */
export function declaredTypes(parameter: unknown): readonly ValueType[] {
  if (typeof parameter !== 'object' || parameter === null || !('type' in parameter)) return [];
  const given: unknown[] = Array.isArray(parameter.type) ? parameter.type : [parameter.type];
  return types.filter((type) => given.includes(type));
}

/**
 * Converts a value to the type that its parameter declares. Texts become numbers, yes/no, lists and objects (from JSON text); a number or
 * yes/no becomes text if text is wanted. Strict accepts texts only in their JSON form ("5", "true"), and no number for a text.
 */
export function convert(value: unknown, allowed: readonly ValueType[], isStrict: boolean): Converted {
  // A JavaScript number cannot hold it: an account number would silently become another one.
  if (isExactNumber(value)) {
    return { ok: false, wanted: allowed.includes('string') ? textInQuotes : shorterNumber };
  }
  if (allowed.length === 0 || allowed.some((type) => isOf(value, type))) return { ok: true, value };
  const wanted = either(allowed.filter((type) => type !== 'null').map((type) => wantedWords[type]));
  if (typeof value === 'string') {
    for (const type of allowed) {
      const read = fromText(value, type, isStrict);
      if (read !== undefined) return { ok: true, value: read };
    }
    if (allowed.includes('number') && isNumberText(value.trim())) return { ok: false, wanted: shorterNumber };
  } else if (!isStrict && allowed.includes('string') && ['number', 'boolean'].includes(typeof value)) {
    if (isUnsafe(value)) return { ok: false, wanted: textInQuotes };
    return { ok: true, value: String(value) };
  } else if (!isStrict && allowed.includes('boolean') && typeof value === 'number') {
    const flag = readFlag(value);
    if (flag !== null) return { ok: true, value: flag };
  }
  return { ok: false, wanted };
}

const textInQuotes = said`text, in quotes: it has more digits than a number can hold`;
/** For a number whose digits do not all fit. */
export const shorterNumber = said`a number of fewer digits: it has more digits than a number can hold`;

export const wantedWords: Readonly<Record<ValueType, Translatable>> = {
  string: said`text`,
  number: said`a number such as 3.5`,
  integer: said`a whole number`,
  boolean: said`yes or no (true, false, evet, hayır)`,
  array: said`a list, as JSON`,
  object: said`an object, as JSON`,
  null: said`null`,
};

function isOf(value: unknown, type: ValueType): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'string':
    case 'boolean':
      return typeof value === type;
  }
}

/** JSON has probably rounded it already. */
const isUnsafe = (value: unknown): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

/** Undefined if the text is not a value of that type. */
function fromText(text: string, type: ValueType, isStrict: boolean): unknown {
  switch (type) {
    case 'integer':
    case 'number': {
      const read = numberFrom(isStrict ? text : text.trim());
      return read !== undefined && isOf(read, type) ? read : undefined;
    }
    case 'boolean':
      if (isStrict) return text === 'true' ? true : text === 'false' ? false : undefined;
      return readFlag(text) ?? undefined;
    case 'array':
    case 'object': {
      const read = jsonFrom(text);
      return read !== undefined && isOf(read, type) ? read : undefined;
    }
    case 'string':
      return text;
    case 'null':
      return text === 'null' ? null : undefined;
  }
}

const isNumberText = (text: string): boolean => /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text);

/** Undefined if the number is not exact enough: an integer beyond 2^53 would silently become another one. */
function numberFrom(text: string): number | undefined {
  if (!isNumberText(text)) return undefined;
  const read = Number(text);
  if (!Number.isFinite(read) || isUnsafe(read) || isRounded(text, read)) return undefined;
  return read;
}

function jsonFrom(text: string): unknown {
  try {
    return parseMarkingRounded(text);
  } catch {
    return undefined;
  }
}
