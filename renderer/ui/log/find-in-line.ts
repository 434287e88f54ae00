/** Where a text stands in a line: from (inclusive) to (exclusive), in the line's own characters. */
export type Range = readonly [from: number, to: number];

const foldOne = (letter: string): string =>
  letter.replace(/[İIı]/g, 'i').toLowerCase().replace('ς', 'σ').normalize('NFD').replace(/\p{M}/gu, '');

/** A text as the search in the log compares it: without case, accents and the difference of Turkish i's. */
export function foldNeedle(text: string): string {
  return [...text].map(foldOne).join('');
}

/** Whether a folded needle stands in a line; cheaper than where. */
export const isInLine = (line: string, needle: string): boolean => foldNeedle(line).includes(needle);

/** All places of a folded needle in a line. A fold may change lengths, so each folded letter remembers where it came from. */
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
