/** Length of a text in a service's own unit. */
export type LengthOf = (text: string) => number;

export const inUtf16: LengthOf = (text) => text.length;
export const inBytes: LengthOf = (text) => new TextEncoder().encode(text).length;
/** Bytes within a JSON text: quotes, line ends and the like take two. */
export const inJsonBytes: LengthOf = (text) => inBytes(JSON.stringify(text)) - 2;

const mark = '…';

/** The text, or as much of its beginning as fits with "…" after it. No sign is cut in half; empty if not even the mark fits. */
export function cutTo(text: string, most: number, lengthOf: LengthOf = inUtf16): string {
  if (lengthOf(text) <= most) return text;
  const signs = [...text];
  let low = 0;
  let high = signs.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lengthOf(signs.slice(0, middle).join('').trimEnd() + mark) <= most) low = middle;
    else high = middle - 1;
  }
  const found = signs.slice(0, low).join('').trimEnd() + mark;
  return lengthOf(found) <= most ? found : '';
}

/** Paragraphs until the room is used up: the last one that still has room is cut, later ones are left out. */
export function cutParagraphs(paragraphs: readonly string[], most: number, lengthOf: LengthOf = inUtf16): string[] {
  const kept: string[] = [];
  let left = most;
  for (const paragraph of paragraphs) {
    const cut = cutTo(paragraph, left, lengthOf);
    if (cut === '') break;
    kept.push(cut);
    left -= lengthOf(`${cut}\n\n`);
    if (cut !== paragraph || left <= 0) break;
  }
  return kept;
}

/** The end of UTF-8 text in at most so many bytes, from the beginning of a sign on. */
export function lastBytes(content: Uint8Array, most: number): Uint8Array {
  if (most <= 0) return content.subarray(content.length);
  if (content.length <= most) return content;
  let from = content.length - most;
  // Bytes 10xxxxxx continue a sign.
  while (from < content.length && ((content[from] ?? 0) & 0xc0) === 0x80) from += 1;
  return content.subarray(from);
}

interface PlainMessage {
  readonly title: string;
  readonly lines: readonly string[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly link: { readonly label: string; readonly url: string } | null;
}

const mostOfAFact = 300;

/** `name: value` a line. */
export const factLines = (facts: PlainMessage['facts']): string =>
  facts.map(({ name, value }) => `${name}: ${cutTo(oneLine(value), mostOfAFact)}`).join('\n');

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Lines, facts and the link as one text of at most `most` units. The link is always whole, facts take at most half; what is too long
 * loses the end of its lines.
 */
export function plainText(message: PlainMessage, most: number, lengthOf: LengthOf = inUtf16): string {
  const link = message.link === null ? '' : `${message.link.label}: ${message.link.url}`;
  const tail = link !== '' && lengthOf(link) <= most / 2 ? link : '';
  const facts = cutTo(factLines(message.facts), Math.floor((most - lengthOf(tail)) / 2), lengthOf);
  const between = lengthOf('\n\n') * 2;
  const lines = cutParagraphs(message.lines, most - lengthOf(tail) - lengthOf(facts) - between, lengthOf);
  return [...lines, facts, tail].filter((part) => part !== '').join('\n\n');
}
