/**
 * Folds a name for comparison: case, blanks, `_` and `-` do not count. The same under every locale: `I`, `İ`, `ı` and `i` are one
 * letter, so a Turkish keyboard or system never changes which key is meant.
 */
export function foldKey(name: string): string {
  return foldCase(name).replace(/[\s_-]+/gu, '');
}

/** Lower case, independent of the locale. */
export function foldCase(text: string): string {
  return text.toLowerCase().normalize('NFC').replaceAll('i\u0307', 'i').replaceAll('ı', 'i');
}

/** Finds a name: the exact one, else the only one that folds to the same; null if none or several do. */
export function matchName(given: string, names: readonly string[]): string | null {
  if (names.includes(given)) return given;
  const folded = foldKey(given);
  const alike = names.filter((name) => foldKey(name) === folded);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** As `matchName`, for names that are looked up often: the cost of a lookup does not grow with the number of names. */
export function nameMatcher(names: readonly string[]): (given: string) => string | null {
  const exact = new Set(names);
  const folded = new Map<string, string | null>();
  for (const name of names) {
    const key = foldKey(name);
    folded.set(key, folded.has(key) ? null : name);
  }
  return (given) => (exact.has(given) ? given : (folded.get(foldKey(given)) ?? null));
}
