/** A match in a line: from (inclusive) to (exclusive), in the line's own characters. */
export type Range = readonly [from: number, to: number];

const foldOne = (letter: string): string =>
  letter.replace(/[İIı]/g, 'i').toLowerCase().replace('ς', 'σ').normalize('NFD').replace(/\p{M}/gu, '');

/** Normalises a text for the search in the log: ignores case, accents and the difference of Turkish i's. */
export function foldNeedle(text: string): string {
  return [...text].map(foldOne).join('');
}

/** Whether a normalised text occurs in a line; cheaper than its positions. */
export const isInLine = (line: string, needle: string): boolean => foldNeedle(line).includes(needle);

/** All positions of a normalised text in a line. Normalising may change lengths, so each normalised character keeps its origin. */
export function rangesIn(line: string, needle: string): readonly Range[] {
  if (needle === '') return [];
  let folded = '';
  const origin: number[] = [];
  let at = 0;
  for (const letter of line) {
    const plain = foldOne(letter);
    folded += plain;
    for (let index = 0; index < plain.length; index += 1) origin.push(at);
    at += letter.length;
  }
  origin.push(line.length);
  const ranges: Range[] = [];
  for (let found = folded.indexOf(needle); found >= 0; found = folded.indexOf(needle, found + needle.length)) {
    ranges.push([origin[found] ?? 0, origin[found + needle.length] ?? line.length]);
  }
  return ranges;
}
