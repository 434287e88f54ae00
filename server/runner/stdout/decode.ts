import { StringDecoder } from 'node:string_decoder';
import iconv from 'iconv-lite';

/** Decodes the bytes of a pipe chunk by chunk; `end` returns the rest. */
export interface Decoder {
  write(bytes: Buffer): string;
  /** The text of an incomplete line, if nothing has followed it for a while. */
  settle(): string;
  end(): string;
}

/** The limit for bytes of an incomplete line; a longer line is decoded in parts. */
const longestWait = 64 * 1024;

/**
 * `encoding` is the one of the process definition. `auto` is UTF-8; with code pages (Windows: that of files, which many languages use for
 * pipes, then that of the console) a line that is not valid UTF-8 is read in the one that fits best, in a tie the first.
 */
export function createDecoder(encoding: string, codePage: string | readonly string[] | null): Decoder {
  const named = encoding.toLowerCase();
  if (named !== 'auto' && named !== 'utf-8' && named !== 'utf8' && isKnownEncoding(encoding))
    return createNamed(encoding);
  if (named === 'auto') return createMarked(() => createUnnamed(codePage));
  return createUnicode();
}

function createUnnamed(codePage: string | readonly string[] | null): Decoder {
  const pages = (typeof codePage === 'string' ? [codePage] : (codePage ?? [])).filter(isKnownEncoding);
  return pages.length > 0 ? createFallingBack(pages) : createUnicode();
}

function createUnicode(): Decoder {
  const decoder = new StringDecoder('utf8');
  return { write: (bytes) => decoder.write(bytes), settle: () => '', end: () => decoder.end() };
}

/** UTF-16 is recognized by its byte order mark: no text in UTF-8 or a code page begins with it. */
function createMarked(createOther: () => Decoder): Decoder {
  let decoder: Decoder | undefined;
  let begin: Buffer = Buffer.alloc(0);

  return { write, settle: () => decoder?.settle() ?? '', end: () => (decoder === undefined ? rest() : decoder.end()) };

  function write(bytes: Buffer): string {
    if (decoder !== undefined) return decoder.write(bytes);
    begin = Buffer.concat([begin, bytes]);
    const isOpen = begin.length === 0 || (begin.length === 1 && (begin[0] === 0xff || begin[0] === 0xfe));
    return isOpen ? '' : choose();
  }

  function rest(): string {
    return choose() + (decoder?.end() ?? '');
  }

  function choose(): string {
    const encoding = { fffe: 'utf-16le', feff: 'utf-16be' }[begin.subarray(0, 2).toString('hex')];
    decoder = encoding === undefined ? createOther() : createNamed(encoding);
    return decoder.write(encoding === undefined ? begin : begin.subarray(2));
  }
}

function createNamed(encoding: string): Decoder {
  const decoder = iconv.getDecoder(encoding);
  return { write: (bytes) => decoder.write(bytes), settle: () => '', end: () => decoder.end() ?? '' };
}

export function isKnownEncoding(encoding: string): boolean {
  return encoding === 'auto' || iconv.encodingExists(encoding);
}

function createFallingBack(pages: readonly string[]): Decoder {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let waiting: Buffer = Buffer.alloc(0);

  return {
    write(bytes) {
      const all = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
      // A line end is the same byte in UTF-8 and in every console code page, so lines can be split before decoding.
      const end = all.length > longestWait ? all.length : Math.max(all.lastIndexOf(0x0a), all.lastIndexOf(0x0d)) + 1;
      waiting = Buffer.from(all.subarray(end));
      return decode(all.subarray(0, end));
    },
    settle: rest,
    end: rest,
  };

  function rest(): string {
    const bytes = waiting;
    waiting = Buffer.alloc(0);
    return decode(bytes);
  }

  function decode(bytes: Buffer): string {
    return (
      tryStrict(bytes) ??
      linesOf(bytes)
        .map((line) => tryStrict(line) ?? inBestPage(line, pages))
        .join('')
    );
  }

  function tryStrict(bytes: Buffer): string | undefined {
    try {
      return strict.decode(bytes);
    } catch {
      return undefined;
    }
  }
}

/** A letter of one code page is a sign or undefined in another, so the text with the fewest odd characters is the likely one. */
function inBestPage(line: Buffer, pages: readonly string[]): string {
  const texts = pages.map((page) => iconv.decode(line, page));
  const [best = ''] = texts.toSorted((one, other) => strangersIn(one) - strangersIn(other));
  return best;
}

const strangersIn = (text: string): number => text.match(/[^\p{L}\x00-\x7f]/gu)?.length ?? 0;

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(0x0a, from);
    lines.push(bytes.subarray(from, end === -1 ? bytes.length : end + 1));
    from = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}
