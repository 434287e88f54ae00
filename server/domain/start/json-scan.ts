/** What a look over a JSON text found: keys given twice at the top or inside `values`, or the first place that is not JSON. */
export type JsonScan =
  | { readonly ok: true; readonly doubled: readonly string[] }
  | { readonly ok: false; readonly position: number; readonly problem: string };

/** Deeper is refused: nobody means it, and it could exhaust the stack further on. */
export const maxJsonDepth = 100;

const blank = /[ \t\n\r]*/y;
const stringToken = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordToken = /true|false|null/y;

/** Checks a text by the grammar of RFC 8259. Positions count from 1. Never throws, never quotes the text. */
export function scanJson(text: string, isValuesKey: (key: string) => boolean): JsonScan {
  const doubled: string[] = [];
  let at = 0;

  const take = (token: RegExp): string | null => {
    token.lastIndex = at;
    const found = token.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const skip = (sign: string): boolean => {
    take(blank);
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };

  /** Null when fine, else what was expected at `at`. `path` is known only where doubled keys matter. */
  function value(depth: number, path: string | null): string | null {
    take(blank);
    if (depth > maxJsonDepth) return `nothing nested deeper than ${maxJsonDepth}`;
    if (text[at] === '{') return object(depth, path);
    if (text[at] === '[') return array(depth);
    if (text[at] === '"')
      return take(stringToken) === null ? 'a text without line breaks that ends with a quote' : null;
    return (take(numberToken) ?? take(wordToken)) ? null : 'a value';
  }

  function object(depth: number, path: string | null): string | null {
    const keys = new Set<string>();
    at += 1;
    if (skip('}')) return null;
    do {
      take(blank);
      const key = take(stringToken);
      if (key === null) return 'a key in quotes';
      if (!skip(':')) return 'a colon after the key';
      const name = path === null ? '' : (JSON.parse(key) as string);
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

  const problem = value(0, '');
  take(blank);
  if (problem === null && at === text.length) return { ok: true, doubled: [...new Set(doubled)] };
  return { ok: false, position: at + 1, problem: problem ?? 'nothing after the end' };
}
