/** The result of scanning a JSON text: duplicate keys at the top or inside `values`, or the first place that is not JSON. */
export type JsonScan =
  | { readonly ok: true; readonly doubled: readonly string[] }
  | { readonly ok: false; readonly position: number; readonly problem: string };

/** Deeper nesting is refused: nobody needs it, and it could exhaust the stack later. */
export const maxJsonDepth = 100;

/** More entries are refused before the text is parsed: parsing it would block other requests. */
export const maxJsonEntries = 100_000;

const stringToken = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordToken = /true|false|null/y;

const keyOf = (quoted: string): string =>
  quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);

/**
 * Checks a text by the grammar of RFC 8259. Positions count from 1. Never throws, never quotes the text. `begin`: the path of the text
 * if it is a part of another one.
 */
export function scanJson(text: string, isValuesKey: (key: string) => boolean, begin = ''): JsonScan {
  const doubled: string[] = [];
  let at = 0;

  let entries = 0;

  /** Whether the token is next; if so it is consumed. Its text is not copied, because bodies are large. */
  const take = (token: RegExp): boolean => {
    token.lastIndex = at;
    const isHere = token.test(text);
    if (isHere) at = token.lastIndex;
    return isHere;
  };
  const skipBlanks = (): void => {
    for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9;)
      code = text.charCodeAt((at += 1));
  };
  const skip = (sign: string): boolean => {
    skipBlanks();
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };

  /** Null if valid, else what was expected at `at`. `path` is set only where duplicate keys matter. */
  function value(depth: number, path: string | null): string | null {
    skipBlanks();
    if (depth > maxJsonDepth) return `nothing nested deeper than ${maxJsonDepth}`;
    if ((entries += 1) > maxJsonEntries) return `at most ${maxJsonEntries} entries`;
    if (text[at] === '{') return object(depth, path);
    if (text[at] === '[') return array(depth);
    if (text[at] === '"') return take(stringToken) ? null : 'a text without line breaks that ends with a quote';
    return take(numberToken) || take(wordToken) ? null : 'a value';
  }

  function object(depth: number, path: string | null): string | null {
    const keys = new Set<string>();
    at += 1;
    if (skip('}')) return null;
    do {
      skipBlanks();
      const from = at;
      if (!take(stringToken)) return 'a key in quotes';
      const to = at;
      if (!skip(':')) return 'a colon after the key';
      const name = path === null ? '' : keyOf(text.slice(from, to));
      if (path !== null && keys.has(name)) doubled.push(path === '' ? name : `${path}.${name}`);
      keys.add(name);
      const problem = value(depth + 1, path === '' && isValuesKey(name) ? 'values' : null);
      if (problem !== null) return problem;
    } while (skip(','));
    return skip('}') ? null : 'a comma or a closing brace';
  }

  function array(depth: number): string | null {
    at += 1;
    if (skip(']')) return null;
    do {
      const problem = value(depth + 1, null);
      if (problem !== null) return problem;
    } while (skip(','));
    return skip(']') ? null : 'a comma or a closing bracket';
  }

  const problem = value(0, begin);
  skipBlanks();
  if (problem === null && at === text.length) return { ok: true, doubled: [...new Set(doubled)] };
  return { ok: false, position: at + 1, problem: problem ?? 'nothing after the end' };
}
