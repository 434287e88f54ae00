import iconv from 'iconv-lite';

/** The library accepts these names, but they are not text encodings. */
const notForText = new Set(['base64', 'hex', 'binary']);
/** The position of a lost character (U+FFFD), or of half a surrogate pair, which is stored as one; -1 if there is none. */
export const lostAt = (text: string): number => text.search(/\uFFFD|\p{Surrogate}/u);

/** Whether it is an encoding that text can be read in; "auto" counts. */
export const isTextEncoding = (name: string): boolean =>
  name === 'auto' || (iconv.encodingExists(name) && !notForText.has(name.toLowerCase()));

/** The path of the first text in a document with a lost character, and the position in it; null if there is none. */
export function lostIn(value: unknown, path = ''): { readonly path: string; readonly column: number } | null {
  if (typeof value === 'string') {
    const at = isWhole(value) ? -1 : lostAt(value);
    return at < 0 ? null : { path, column: at + 1 };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const lost = isWhole(key) ? lostIn(inner, key) : { path: key, column: lostAt(key) + 1 };
    if (lost !== null) return path === '' ? lost : { ...lost, path: `${path}.${lost.path}` };
  }
  return null;
}

/** Fast path for nearly all texts. */
const isWhole = (text: string): boolean => text.isWellFormed() && !text.includes('\uFFFD');
