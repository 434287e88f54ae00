import type { ProcessRow } from '../../contract/console.ts';
import type { ProcessIcon } from '../../contract/process.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { lacksValues } from '../values/lacks-values.ts';
import { searchText } from '../words/search-text.ts';
import type { Speech } from '../words/words.tsx';

/** Something to run. */
export type Target =
  { readonly kind: 'process'; readonly name: string } | { readonly kind: 'schedule'; readonly id: string };

export interface Choice {
  readonly target: Target;
  readonly name: string;
  /** Shown next to the name, if it adds something. */
  readonly detail: string;
  readonly icon: ProcessIcon | undefined;
  /** Values are asked for before it runs. */
  readonly asks: boolean;
}

/** Favourites in the tray's order. A favourite asks only for missing values; the others are its own. */
export function favouriteChoices(
  rows: readonly ScheduleRow[],
  processes: readonly ProcessRow[],
  speech: Speech,
): readonly Choice[] {
  const byName = new Map(processes.map(({ process }) => [process.name, process]));
  return rows
    .filter((row) => row.isFavourite)
    .toSorted((a, b) => a.seq - b.seq)
    .map((row) => {
      const process = byName.get(row.process);
      const name = row.name || row.process;
      const title = process?.title ?? row.process;
      return {
        target: { kind: 'schedule', id: row.id },
        name,
        detail: title === name ? '' : title,
        icon: process?.icon,
        asks: process !== undefined && lacksValues(process.parameters, row.values, speech),
      };
    });
}

/** Processes that can be run, by name. One with parameters asks for their values: nobody has given any yet. */
export function processChoices(processes: readonly ProcessRow[], speech: Speech): readonly Choice[] {
  return processes
    .filter(({ process }) => process.enabled)
    .map(({ process }): Choice => {
      const name = process.title ?? process.name;
      return {
        target: { kind: 'process', name: process.name },
        name,
        detail: name === process.name ? '' : process.name,
        icon: process.icon,
        asks: Object.keys(process.parameters.properties).length > 0,
      };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, speech.language));
}

/** The choices that contain all typed words; those whose name begins with them come first. */
export function findChoices(choices: readonly Choice[], query: string): readonly Choice[] {
  const words = searchText(query).split(/\s+/).filter(Boolean);
  const begins = ({ name }: Choice): number => (searchText(name).startsWith(words[0] ?? '') ? 0 : 1);
  return choices
    .filter(({ name, detail }) => words.every((word) => searchText(`${name} ${detail}`).includes(word)))
    .toSorted((a, b) => begins(a) - begins(b));
}
