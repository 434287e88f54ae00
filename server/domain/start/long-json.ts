import { parseMarkingRounded } from '../../../contract/exact-json.ts';
import { maxJsonDepth, scanJson } from './json-scan.ts';

/**
 * The result for a UTF-8 text: its value, and duplicate keys at the top or inside `values`; or the first place that is not JSON, in bytes from
 * 0.
 */
export type LongJson =
  | { readonly ok: true; readonly value: unknown; readonly doubled: readonly string[] }
  | { readonly ok: false; readonly at: number; readonly problem: string };

/** A value of at most this many bytes is parsed in one go. */
const smallBytes = 16 * 1024;
/** How many bytes are scanned between two yields: a millisecond or two. */
const bytesATurn = 64 * 1024;
/** The longest string that is accepted, because a string is parsed in one go. */
export const longestText = 8 * 1024 * 1024;

class NotJson extends Error {
  readonly at: number;
  constructor(at: number, problem: string) {
    super(problem);
    this.at = at;
  }
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const isBlank = (sign: number | undefined): boolean => sign === 32 || sign === 10 || sign === 13 || sign === 9;

/** `scanJson` and `JSON.parse` in one, for texts that take long: yields now and then instead of blocking. */
export function* readLongJson(
  bytes: Uint8Array & Pick<Buffer, 'toString'>,
  mostEntries: number,
  isValuesKey: (key: string) => boolean,
): Generator<void, LongJson> {
  const doubled: string[] = [];
  let at = 0;
  let entries = 0;
  let left = bytesATurn;

  const skipBlanks = (): number | undefined => {
    while (isBlank(bytes[at])) at += 1;
    return bytes[at];
  };
  const count = (more: number): void => {
    if ((entries += more) > mostEntries) throw new NotJson(at, `at most ${mostEntries} entries`);
  };

  /** Parses the bytes from here to there in one go; `path` is set only where duplicate keys matter. */
  function small(to: number, path: string | null): unknown {
    const from = at;
    const text = bytes.toString('utf8', from, to);
    at = to;
    left -= to - from;
    if (path !== null) {
      const scan = scanJson(text, () => false, path);
      if (scan.ok) doubled.push(...scan.doubled);
    }
    try {
      return parseMarkingRounded(text);
    } catch {
      const scan = scanJson(text, () => false);
      const within = scan.ok ? 0 : Buffer.byteLength(text.slice(0, scan.position - 1));
      throw new NotJson(from + within, scan.ok ? 'a value' : scan.problem);
    }
  }

  function* value(depth: number, path: string | null): Generator<void, unknown> {
    const sign = skipBlanks();
    if (left <= 0) {
      left = bytesATurn;
      yield;
    }
    if (depth > maxJsonDepth) throw new NotJson(at, `nothing nested deeper than ${maxJsonDepth}`);
    count(1);
    if (sign === openBrace || sign === openBracket) {
      const end = path === '' ? null : endOfSmall(bytes, at, depth, count);
      if (end !== null) return small(end, path);
      return sign === openBrace ? yield* object(depth, path) : yield* list(depth);
    }
    if (sign === quote) return small(endOfText(bytes, at), null);
    let end = at;
    while (end < bytes.length && !isBlank(bytes[end]) && ![comma, closeBrace, closeBracket].includes(bytes[end]!))
      end += 1;
    if (end === at) throw new NotJson(at, 'a value');
    return small(end, null);
  }

  function* object(depth: number, path: string | null): Generator<void, unknown> {
    const members: [string, unknown][] = [];
    const keys = new Set<string>();
    at += 1;
    if (skipBlanks() === closeBrace) return ((at += 1), {});
    for (;;) {
      if (skipBlanks() !== quote) throw new NotJson(at, 'a key in quotes');
      const key = String(small(endOfText(bytes, at), null));
      if (path !== null && keys.has(key)) doubled.push(path === '' ? key : `${path}.${key}`);
      keys.add(key);
      if (skipBlanks() !== colon) throw new NotJson(at, 'a colon after the key');
      at += 1;
      members.push([key, yield* value(depth + 1, path === '' && isValuesKey(key) ? 'values' : null)]);
      const sign = skipBlanks();
      if (sign !== comma && sign !== closeBrace) throw new NotJson(at, 'a comma or a closing brace');
      at += 1;
      if (sign === closeBrace) return Object.fromEntries(members);
    }
  }

  function* list(depth: number): Generator<void, unknown> {
    const members: unknown[] = [];
    at += 1;
    if (skipBlanks() === closeBracket) return ((at += 1), members);
    for (;;) {
      members.push(yield* value(depth + 1, null));
      const sign = skipBlanks();
      if (sign !== comma && sign !== closeBracket) throw new NotJson(at, 'a comma or a closing bracket');
      at += 1;
      if (sign === closeBracket) return members;
    }
  }

  try {
    const read = yield* value(0, '');
    if (skipBlanks() !== undefined) throw new NotJson(at, 'nothing after the end');
    return { ok: true, value: read, doubled: [...new Set(doubled)] };
  } catch (error) {
    if (error instanceof NotJson) return { ok: false, at: error.at, problem: error.message };
    throw error;
  }
}

/** The offset after the string that begins at `from`. */
function endOfText(bytes: Uint8Array, from: number): number {
  for (let here = from + 1; here < bytes.length; here += 1) {
    const sign = bytes[here];
    if (sign === quote) return here + 1;
    if (sign === backslash) here += 1;
    if (here - from > longestText) throw new NotJson(from, `a text of at most ${longestText / 1024 / 1024} MB`);
  }
  throw new NotJson(from, 'a text without line breaks that ends with a quote');
}

/** The offset after the list or object that begins at `from`; null if it is not small. Counts its entries. */
function endOfSmall(bytes: Uint8Array, from: number, depth: number, count: (entries: number) => void): number | null {
  let open = 0;
  let found = 0;
  const last = Math.min(bytes.length, from + smallBytes);
  for (let here = from; here < last; here += 1) {
    const sign = bytes[here];
    if (sign === quote) {
      for (here += 1; here < last && bytes[here] !== quote; here += 1) if (bytes[here] === backslash) here += 1;
    } else if (sign === comma) found += 1;
    else if (sign === openBrace || sign === openBracket) {
      found += 1;
      open += 1;
      if (depth + open - 1 > maxJsonDepth) throw new NotJson(here, `nothing nested deeper than ${maxJsonDepth}`);
    } else if ((sign === closeBrace || sign === closeBracket) && (open -= 1) === 0) {
      count(found);
      return here + 1;
    }
  }
  return null;
}
