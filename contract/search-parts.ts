import { keyNames, named, type SearchKey } from './search-words.ts';

// What a search text is made of; what it asks for is another matter (search-query.ts), which needs calendars and is loaded when somebody asks.

/** A part of a search text, as it stands there from `from` up to `to`. */
export interface SearchPart {
  readonly from: number;
  readonly to: number;
  /** null: a word that is looked for as it is. */
  readonly key: SearchKey | null;
  /** Without quotes. */
  readonly value: string;
  readonly isQuoted: boolean;
  readonly isNot: boolean;
}

const part = /(-?)(?:(\p{L}+):)?(?:"([^"]*)"?|(\S*))/uy;

/** The parts of a search text, in order. Quotes hold blanks together; a minus before a part asks for what it is not. */
export function searchParts(text: string): (SearchPart & { readonly unknown: string | null })[] {
  const parts: (SearchPart & { readonly unknown: string | null })[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at]!)) {
      at += 1;
      continue;
    }
    part.lastIndex = at;
    const [whole = '', minus = '', name, quoted, plain = ''] = part.exec(text) ?? [];
    const to = at + Math.max(1, whole.length);
    const key = name === undefined ? undefined : named(keyNames, name);
    const isQuoted = quoted !== undefined;
    // A drive, an address, or a word with a colon at its end.
    const isText =
      name === undefined ||
      (key === undefined && (name.length === 1 || plain.startsWith('/') || (plain === '' && !isQuoted)));
    if (key !== undefined)
      parts.push({ from: at, to, key, value: quoted ?? plain, isQuoted, isNot: minus !== '', unknown: null });
    else {
      const isNot = minus !== '' && whole.length > 1;
      const written = isQuoted && name === undefined ? quoted : text.slice(isNot ? at + 1 : at, to);
      parts.push({ from: at, to, key: null, value: written, isQuoted, isNot, unknown: isText ? null : name });
    }
    at = to;
  }
  return parts;
}

/** Whether there is anything but plain words in a search text: most have nothing. */
export const hasTerms = (text: string): boolean => /[:"]|(?:^|\s)-\S/.test(text);

/** A part as it is written in a search: quoted where it has to be. */
export function searchPart(name: string, value: string, isNot = false): string {
  const plain = value.replaceAll('"', '');
  return `${isNot ? '-' : ''}${name}:${plain === '' || /\s/.test(plain) ? `"${plain}"` : plain}`;
}

/** The text without a part, and without the blanks that it leaves. */
export const withoutPart = (text: string, { from, to }: Pick<SearchPart, 'from' | 'to'>): string =>
  `${text.slice(0, from).trimEnd()} ${text.slice(to).trimStart()}`.trim();
