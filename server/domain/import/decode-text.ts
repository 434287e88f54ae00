import iconv from 'iconv-lite';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { isTextEncoding, lostAt } from '../readable-text.ts';

/** The code pages of the computer, as iconv names such as `cp857`; null if it has only UTF-8. */
export interface CodePages {
  /** The one of console programs: `schtasks … > file` writes it. */
  readonly console: string | null;
  /** The one of other programs: editors call it ANSI. */
  readonly system: string | null;
}

export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: string }
  /** With the line and column of the bytes that do not fit. */
  | {
      readonly ok: false;
      readonly why: Translatable;
      /** The bytes are valid, but contain a character that was lost earlier. */ readonly isLost?: true;
    };

/**
 * Decodes the text of an uploaded file. Tries in order: the encoding that was named (`chosen`), a byte order mark, UTF-16 without one, the XML
 * declaration, UTF-8, and the code pages of the computer. Invalid bytes refuse the whole file: a replacement character never stands for bytes
 * that could not be read.
 */
export function decodeText(bytes: Uint8Array, pages: CodePages, chosen?: string): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (chosen !== undefined)
    return isTextEncoding(chosen) && chosen !== 'auto'
      ? strictly(buffer, chosen)
      : refusal(said`"${chosen}" is not known; use "utf-8" or a name such as "windows-1254" or "cp857"`);
  const mark = markOf(buffer);
  if (mark !== null) return strictly(buffer, mark);
  if (buffer.includes(0)) return wideText(buffer);
  const declared = declaredIn(buffer);
  if (declared !== null && !/^(utf-?16|utf-?32|ucs-?2|iso-10646)/.test(declared)) return asDeclared(buffer, declared);
  const unicode = strictly(buffer, 'utf-8');
  return unicode.ok || unicode.isLost === true ? unicode : byCodePage(buffer, pages, declared !== null, unicode.why);
}

function markOf(bytes: Buffer): string | null {
  const begins = (...signs: readonly number[]) => signs.every((sign, at) => bytes[at] === sign);
  if (begins(0xef, 0xbb, 0xbf)) return 'utf-8';
  if (begins(0xff, 0xfe, 0, 0)) return 'utf-32le';
  if (begins(0, 0, 0xfe, 0xff)) return 'utf-32be';
  if (begins(0xff, 0xfe)) return 'utf-16le';
  return begins(0xfe, 0xff) ? 'utf-16be' : null;
}

/** In UTF-16, line ends, digits and Latin letters have a zero in every second byte, always on the same side. */
function wideText(bytes: Buffer): DecodedText {
  let [even, odd] = [0, 0];
  for (const [at, byte] of bytes.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const most = Math.max(even, odd);
  const isWide = most * 10 >= bytes.length / 2 && Math.min(even, odd) * 20 <= most;
  if (isWide) return strictly(bytes, odd > even ? 'utf-16le' : 'utf-16be');
  const { line, column } = placeAt(bytes.toString('latin1'), bytes.indexOf(0));
  return refusal(said`line ${line}, column ${column}: a zero byte stands there, so this is no text file`);
}

/** The encoding that an XML declaration names, in lower case. */
function declaredIn(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 400).toString('latin1');
  return /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/i.exec(head)?.[1]?.toLowerCase() ?? null;
}

function asDeclared(bytes: Buffer, declared: string): DecodedText {
  if (!isTextEncoding(declared) || declared === 'auto')
    return refusal(said`declares the encoding "${declared}", which is not known; save it as UTF-8`);
  const isUnicode = /^utf-?8$/.test(declared);
  const unicode = strictly(bytes, 'utf-8');
  if (isUnicode || !unicode.ok || bytes.every((byte) => byte < 0x80)) return strictly(bytes, declared);
  const { line, column } = placeAt(unicode.text, unicode.text.search(/[^\0-\x7f]/));
  return refusal(
    said`line ${line}, column ${column}: it declares ${declared}, and its bytes are UTF-8; say which of them it is`,
  );
}

/** For bytes without a mark or declaration that are not UTF-8. A file that declares UTF-16 but is not was written through a console. */
function byCodePage(
  bytes: Buffer,
  { console, system }: CodePages,
  isFromConsole: boolean,
  why: Translatable,
): DecodedText {
  const order = isFromConsole ? [console, system] : [system, console];
  const read = order
    .filter((page): page is string => page !== null && isTextEncoding(page))
    .map((page) => strictly(bytes, page))
    .filter((one) => one.ok);
  const [first, second] = read;
  if (first === undefined)
    return refusal(said`${why}; save the file as UTF-8, or say its encoding, such as windows-1254`);
  if (second === undefined || second.text === first.text || isFromConsole) return first;
  return refusal(said`${why}; say its encoding: ${first.encoding} or ${second.encoding}`);
}

/** A replacement character, half of a surrogate pair, or a C1 control character, which Latin-1 makes of a Windows code page. */
const notRead = /[\uFFFD\u0080-\u0084\u0086-\u009F]|\p{Surrogate}/u;

function strictly(bytes: Buffer, encoding: string): DecodedText {
  const text = iconv.decode(bytes, encoding, { stripBOM: true });
  const at = text.search(notRead);
  if (at < 0 && !isCutOff(bytes, encoding)) return { ok: true, text, encoding };
  const lost = lostSign(text);
  if (lost !== null && bytes.subarray(-iconv.encode(text, encoding).length).equals(iconv.encode(text, encoding)))
    return { ok: false, why: lost, isLost: true };
  const { line, column } = placeAt(text, at < 0 ? text.length : at);
  return refusal(said`line ${line}, column ${column}: the bytes there are not ${encoding}`);
}

const isCutOff = (bytes: Buffer, encoding: string): boolean =>
  (/^utf-?16/.test(encoding) && bytes.length % 2 !== 0) || (/^utf-?32/.test(encoding) && bytes.length % 4 !== 0);

const refusal = (why: Translatable): DecodedText => ({ ok: false, why });

/** Line and column of a character, both counted from 1. */
export function placeAt(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** A text with a replacement character is refused, because what was lost earlier cannot be restored. null if there is none. */
export function lostSign(text: string): Translatable | null {
  const at = lostAt(text);
  if (at < 0) return null;
  const { line, column } = placeAt(text, at);
  return said`line ${line}, column ${column}: a sign there could not be read where this text was made (U+FFFD); take it from the file itself, or save the file as UTF-8`;
}
