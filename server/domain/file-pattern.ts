/** Whether a file's name is meant. */
export type NameMatch = (name: string) => boolean;

const mostAlternatives = 100;

/**
 * The names that a pattern means: `*` any letters, `?` one, `[a-z]` and `[!a-z]` one of or none of these, `{xml,csv}` one of several, and
 * several patterns with `;`. Small and capital letters count alike. A name that begins with a dot is meant only by a pattern that does: so
 * programs name files that they still write. Takes time in proportion to the length of name times pattern.
 */
export function fileNames(pattern: string): NameMatch {
  const parts = pattern
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const matches = parts.flatMap(alternatives).slice(0, mostAlternatives).map(signsOf);
  return (name) => {
    const letters = [...fold(name)];
    return matches.some((signs) => (letters[0] !== '.' || signs[0] === '.') && isMeant(signs, letters));
  };
}

// Names come decomposed from some systems, and Turkish knows two small letters i: both would differ only to a program.
export const fold = (text: string): string =>
  text.normalize('NFC').replaceAll('İ', 'i').replaceAll('ı', 'i').toLowerCase();

/** `a{b,c}` is `ab` and `ac`. A brace that is not closed means itself. */
function alternatives(pattern: string): string[] {
  const [whole, before = '', inside = ''] = /^([^{]*)\{([^{}]*)\}/.exec(pattern) ?? [];
  if (whole === undefined) return [pattern];
  const after = alternatives(pattern.slice(whole.length));
  return inside
    .split(',')
    .flatMap((one) => after.map((rest) => before + one + rest))
    .slice(0, mostAlternatives);
}

type Sign = string | ((letter: string) => boolean);

const any = '*';

function signsOf(pattern: string): Sign[] {
  const signs: Sign[] = [];
  let left = fold(pattern);
  while (left !== '') {
    const [set, not = '', of = ''] = /^\[([!^]?)([^\]]+)\]/.exec(left) ?? [];
    if (set !== undefined) {
      signs.push(oneOf(of, not !== ''));
      left = left.slice(set.length);
      continue;
    }
    const [letter = ''] = left;
    signs.push(letter === '?' ? () => true : letter);
    left = left.slice(letter.length);
  }
  return signs;
}

function oneOf(of: string, isNot: boolean): (letter: string) => boolean {
  const letters = [...of];
  const ranges: [string, string][] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const isRange = letters[at + 1] === '-' && letters[at + 2] !== undefined;
    ranges.push([letters[at]!, letters[isRange ? at + 2 : at]!]);
    if (isRange) at += 2;
  }
  return (letter) => ranges.some(([from, to]) => letter >= from && letter <= to) !== isNot;
}

/** Goes back only to the last `*`, so that many of them cost no more than one. */
function isMeant(signs: readonly Sign[], letters: readonly string[]): boolean {
  let [sign, letter, star, from] = [0, 0, -1, 0];
  while (letter < letters.length) {
    const wanted = signs[sign];
    if (wanted === any) {
      star = sign;
      from = letter;
      sign += 1;
    } else if (wanted !== undefined && isOne(wanted, letters[letter]!)) {
      sign += 1;
      letter += 1;
    } else if (star >= 0) {
      sign = star + 1;
      from += 1;
      letter = from;
    } else return false;
  }
  return signs.slice(sign).every((one) => one === any);
}

const isOne = (sign: Sign, letter: string): boolean => (typeof sign === 'string' ? sign === letter : sign(letter));
