import iconv from 'iconv-lite';

/** These are no encodings of text, although the library takes them for such. */
const notForText = new Set(['base64', 'hex', 'binary']);
/** Where a sign stands that was lost when the text was read (U+FFFD), or half of one, which becomes that when it is kept; -1 for none. */
export const lostAt = (text: string): number => text.search(/\uFFFD|\p{Surrogate}/u);

/** Whether text can be read in it; "auto" counts. */
export const isTextEncoding = (name: string): boolean =>
  name === 'auto' || (iconv.encodingExists(name) && !notForText.has(name.toLowerCase()));

/** The path of the first text in a document in which a sign was lost, and where it stands in it; null for none. */
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

/** Nearly all texts are, and are told quickly. */
const isWhole = (text: string): boolean => text.isWellFormed() && !text.includes('\uFFFD');
