import type { ComboboxItem, OptionsFilter } from '@mantine/core';
import { searchText } from './search-text.ts';

/** A name that an option is found by, too; one that is typed whole comes first. */
export type OtherNames = (value: string) => readonly string[];

/**
 * The filter of a list that one types in: case and accents do not count, every typed word must be in the label or in another name. The best
 * match comes first: the whole name, its beginning, the beginning of one of its words, anything else; then as they were.
 */
export function findOptions(otherNames: OtherNames = () => []): OptionsFilter {
  return ({ options, search, limit }) => {
    const typed = searchText(search.trim());
    if (typed === '') return options.slice(0, limit);
    const best = (items: readonly ComboboxItem[]) => bestOf(items, typed, otherNames);
    const found = options.flatMap((option) => {
      if (!('group' in option)) return [];
      const items = best(option.items);
      return items.length === 0 ? [] : [{ ...option, items }];
    });
    const plain = options.flatMap((option) => ('group' in option ? [] : [option]));
    return [...best(plain), ...found].slice(0, limit);
  };
}

function bestOf(items: readonly ComboboxItem[], typed: string, otherNames: OtherNames): ComboboxItem[] {
  const words = typed.split(/\s+/);
  return items
    .flatMap((item) => {
      const names = [item.label, ...otherNames(item.value)].map(searchText);
      if (!words.every((word) => names.some((name) => name.includes(word)))) return [];
      return [{ item, rank: Math.min(...names.map((name) => rankOf(name, typed))) }];
    })
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

function rankOf(name: string, typed: string): number {
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 1;
  return name.split(/[\s/_-]+/).some((word) => word.startsWith(typed)) ? 2 : 3;
}
