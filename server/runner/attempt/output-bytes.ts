import iconv from 'iconv-lite';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import { isKnownEncoding } from '../stdout/decode.ts';

/** How the files that a child writes for Rota may be read. */
export interface FileEncoding {
  /** As the process definition names it; `auto` where it names none. */
  readonly encoding: string;
  /** Code page in which programs of this system write files where they are told nothing; null where that is UTF-8, or not known. */
  readonly page: string | null;
}

/** Every text in these is valid UTF-8, too, and means something else there. */
const readsAsUtf8 = /^utf-?(?:7|16|32)|^ucs|^iso-?2022/i;

/**
 * The bytes of an output file as text: by their mark, as UTF-8, in the encoding of the process, in the code page of the system. UTF-8 goes
 * first, because what a robot's library writes is UTF-8 whatever the robot prints, and other texts are hardly ever valid in it.
 * @throws SaidError where nothing of that reads them without loss; `file` is what the file is called there.
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

/** Null where a byte means nothing in that page. */
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

/** The character set of a locale (`tr_TR.ISO-8859-9`) in which a child runs; null where it is UTF-8 or is not said. */
export function pageOfLocale(env: Readonly<Record<string, string | undefined>>): string | null {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '');
  const set = /\.([\w-]+)/.exec(locale ?? '')?.[1];
  return set === undefined || /^utf-?8$/i.test(set) || !isKnownEncoding(set) ? null : set;
}
