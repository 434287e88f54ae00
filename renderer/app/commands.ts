import { searchText } from '../words/search-text.ts';

/** A command of the palette. */
export interface Command {
  readonly id: string;
  readonly text: string;
  /** The icon of the command's process; undefined if it has none. */
  readonly icon?: string;
  readonly run: () => void;
}

/** A matching command: the lower its rank, the better. The command object is made only if it is shown. */
type Hit = readonly [rank: number, make: () => Command];

/** The commands for each of many items. */
export interface CommandFamily {
  readonly hits: (words: readonly string[]) => readonly Hit[];
}

export interface FamilyParts<Item> {
  readonly items: readonly Item[];
  readonly nameOf: (item: Item) => string;
  /** `verb` is the sentence without the name; the search matches its words too. */
  readonly kinds: readonly {
    readonly verb: string;
    readonly suits?: (item: Item) => boolean;
    readonly command: (item: Item) => Command;
  }[];
}

const shownAtMost = 60;
const rememberedAtMost = 50_000;
const folds = new Map<string, string>();

/** Ten thousand names are normalised once, not at every keystroke. */
function folded(text: string): string {
  const known = folds.get(text);
  if (known !== undefined) return known;
  if (folds.size >= rememberedAtMost) folds.clear();
  const made = searchText(text);
  folds.set(text, made);
  return made;
}

export function commandFamily<Item>({ items, nameOf, kinds }: FamilyParts<Item>): CommandFamily {
  const known = kinds.map((kind) => ({ ...kind, verb: searchText(kind.verb) }));
  return {
    hits: (words) =>
      items.flatMap((item) => {
        const name = folded(nameOf(item));
        return known.flatMap(({ verb, suits, command }): Hit[] => {
          if (!words.every((word) => name.includes(word) || verb.includes(word)) || suits?.(item) === false) return [];
          return [[Math.min(rankOf(verb, words), rankOf(name, words)), () => command(item)]];
        });
      }),
  };
}

const rankOf = (text: string, [first = '']: readonly string[]): number => (text.startsWith(first) ? 0 : 1);

/** The commands whose text contains all typed words; prefix matches come first. */
export function findCommands(
  commands: readonly Command[],
  families: readonly CommandFamily[],
  query: string,
): readonly Command[] {
  const words = searchText(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const single = commands.flatMap((command): Hit[] => {
    const text = folded(command.text);
    return words.every((word) => text.includes(word)) ? [[rankOf(text, words), () => command]] : [];
  });
  return [...single, ...families.flatMap(({ hits }) => hits(words))]
    .sort(([a], [b]) => a - b)
    .slice(0, shownAtMost)
    .map(([, make]) => make());
}

/** A run's id as pasted: with braces, quotes or blanks around it. */
export function runIdIn(text: string): string | null {
  return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase() ?? null;
}
