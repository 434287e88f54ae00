import iconv from 'iconv-lite';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import { isKnownEncoding } from '../stdout/decode.ts';

/** How to decode the files that a child writes for Rota. */
export interface FileEncoding {
  /** The encoding in the process definition; `auto` by default. */
  readonly encoding: string;
  /** The code page in which programs of this system write files by default; null if that is UTF-8, or unknown. */
  readonly page: string | null;
}

/** Encodings in which every text is also valid UTF-8, with another meaning. */
const readsAsUtf8 = /^utf-?(?:7|16|32)|^ucs|^iso-?2022/i;

/**
 * Decodes an output file. Tries its byte order mark, UTF-8, the encoding of the process, and the code page of the system. UTF-8 comes
 * early, because a robot's library writes UTF-8 whatever the robot prints, and other encodings are hardly ever valid UTF-8. @throws
 * SaidError if none decodes it without loss; `file` is its name in the sentence.
 */
export function textOf(bytes: Buffer, file: string, { encoding, page }: FileEncoding): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const named = encoding === 'auto' || /^utf-?8$/i.test(encoding) || !isKnownEncoding(encoding) ? null : encoding;
  if (named !== null && readsAsUtf8.test(named)) return cleanly(bytes, named) ?? refuse(file, named);
  const text = asUtf8(bytes) ?? (named === null ? cleanly(bytes, page) : cleanly(bytes, named));
  return text ?? refuse(file, named ?? page);
}

function asUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Null if a byte has no meaning in that page. */
function cleanly(bytes: Buffer, page: string | null): string | null {
  if (page === null || !isKnownEncoding(page)) return null;
  const text = iconv.decode(bytes, page);
  return text.includes('\ufffd') ? null : text;
}

function refuse(file: string, page: string | null): never {
  throw new TranslatableError(
    page === null
      ? said`The outputs cannot be read: ${file} is not written in UTF-8. Write it in UTF-8, or name its encoding as "encoding" of the process.`
      : said`The outputs cannot be read: ${file} is neither UTF-8 nor ${page}. Write it in UTF-8, or name its encoding as "encoding" of the process.`,
  );
}

/** The character set of a child's locale (`tr_TR.ISO-8859-9`); null if it is UTF-8 or not named. */
export function pageOfLocale(env: Readonly<Record<string, string | undefined>>): string | null {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '');
  const set = /\.([\w-]+)/.exec(locale ?? '')?.[1];
  return set === undefined || /^utf-?8$/i.test(set) || !isKnownEncoding(set) ? null : set;
}
