/**
 * A name as it is compared: without case, blanks, `_` and `-`. The same under every locale: `I`, `İ`, `ı` and `i` are one letter,
 * so that a Turkish keyboard or system never changes which key is meant.
 */
export function foldKey(name: string): string {
  return foldCase(name).replace(/[\s_-]+/gu, '');
}

/** Lower case that no locale changes. */
export function foldCase(text: string): string {
  return text.toLowerCase().normalize('NFC').replaceAll('i\u0307', 'i').replaceAll('ı', 'i');
}

/** Which of `names` is meant: the exact one, else the only one that folds to the same; null when none or several do. */
export function matchName(given: string, names: readonly string[]): string | null {
  if (names.includes(given)) return given;
  const folded = foldKey(given);
  const alike = names.filter((name) => foldKey(name) === folded);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** As `matchName` over names that are asked for again and again: each question costs the same, however many names there are. */
export function nameMatcher(names: readonly string[]): (given: string) => string | null {
  const exact = new Set(names);
  const folded = new Map<string, string | null>();
  for (const name of names) {
    const key = foldKey(name);
    folded.set(key, folded.has(key) ? null : name);
  }
  return (given) => (exact.has(given) ? given : (folded.get(foldKey(given)) ?? null));
}
