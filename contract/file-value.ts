import { isSecret, type Parameter } from './process.ts';
import { withoutEnd } from './without-end.ts';

// A value that is a file: its parameter says `format: binary`, the robot gets the path of its own copy.

/** As stored with the other values. The bytes are files next to the database, named by their digest. */
export interface FileValue {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly $file: string;
  readonly name: string;
  readonly bytes: number;
}

export const megabyte = 1024 * 1024;
/** Used if the parameter sets no `maxBytes`. */
export const defaultFileBytes = 10 * megabyte;
/** The upper bound of `maxBytes`. */
export const mostFileBytes = 100 * megabyte;

/** A secret stays a text: files are not encrypted. */
export function isFileParameter(parameter: Parameter | undefined): boolean {
  if (parameter?.format !== 'binary' || isSecret(parameter)) return false;
  const type: unknown = parameter.type;
  return type === undefined || type === 'string' || (Array.isArray(type) && type.includes('string'));
}

export function maxBytesOf(parameter: Parameter | undefined): number {
  const given: unknown = (parameter as { readonly maxBytes?: unknown } | undefined)?.maxBytes;
  return typeof given === 'number' && given > 0 ? Math.min(given, mostFileBytes) : defaultFileBytes;
}

export function isFileValue(value: unknown): value is FileValue {
  if (typeof value !== 'object' || value === null || !('$file' in value)) return false;
  const { $file, name, bytes } = value as Partial<Record<keyof FileValue, unknown>>;
  return (
    typeof $file === 'string' && /^[0-9a-f]{64}$/.test($file) && typeof name === 'string' && typeof bytes === 'number'
  );
}

/** `10 MB`, `1.5 MB`, `300 KB`, `12 B`: whole numbers where they are whole. */
export function sizeWords(bytes: number, number: (value: number) => string = String): string {
  if (bytes < 1024) return `${number(bytes)} B`;
  const [size, unit] = bytes < megabyte ? [bytes / 1024, 'KB'] : [bytes / megabyte, 'MB'];
  return `${number(Number(size.toFixed(1)))} ${unit}`;
}

const longestName = 120;

/** Removes what some system refuses in a file name, and signs that disguise a name (RFC 6266, 4.3). */
export function safeFileName(name: string): string {
  const seen = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\\/:*?"<>|]/gu, '_');
  const plain = withoutEnd(seen, '. ');
  if (plain === '') return 'file';
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain) ? `_${plain}` : plain;
}

/** The same, cut to what every file system accepts; the extension stays. */
export function shortFileName(name: string): string {
  const safe = safeFileName(name);
  if (safe.length <= longestName) return safe;
  const [ending = ''] = /\.[^.]{1,20}$/.exec(safe) ?? [];
  return (
    safe
      .slice(0, longestName - ending.length)
      .toWellFormed()
      .replaceAll('\ufffd', '_') + ending
  );
}
