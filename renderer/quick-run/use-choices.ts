import { useMemo } from 'react';
import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { useWords } from '../words/words.tsx';
import { favouriteChoices, findChoices, processChoices, type Choice } from './choices.ts';

export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** The index of its first choice among all. */
  readonly first: number;
}

/** Favourites and processes that match a search, in groups; empty groups are left out. */
export function useChoices(
  processes: readonly ProcessRow[] | undefined,
  rows: readonly ScheduleRow[] | undefined,
  query: string,
): readonly ChoiceGroup[] {
  const speech = useWords();
  return useMemo(() => {
    const all = processes ?? [];
    const favourites = findChoices(favouriteChoices(rows ?? [], all, speech), query);
    const others = findChoices(processChoices(all, speech), query);
    return [
      { label: speech.w.quickRun.favourites, choices: favourites, first: 0 },
      { label: speech.w.quickRun.processes, choices: others, first: favourites.length },
    ].filter(({ choices }) => choices.length > 0);
  }, [processes, rows, query, speech]);
}
