import { use, useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Answer } from './client.ts';
import { keys } from './keys.ts';
import { ProcessReading, useProcessTitle } from './queries.ts';

/** A schedule, or a run by the name of its schedule. */
type Named = { readonly process: string } & ({ readonly name: string } | { readonly scheduleName: string });

/**
 * The name that people read of a schedule, or of the schedule of a run: its own, but the title of its process where it has none or only that
 * process's ID, as every start by API has. One process so has one name on all screens.
 */
function shownName(of: Named, titleOf: (process: string) => string): string {
  const name = 'name' in of ? of.name : of.scheduleName;
  return name === '' || name === of.process ? titleOf(of.process) : name;
}

export function useShownName(): (of: Named) => string {
  const titleOf = useProcessTitle();
  return useCallback((of) => shownName(of, titleOf), [titleOf]);
}

/** The same by the titles that are at hand when it is asked: for what is around every screen, which does not fetch the processes for it. */
export function useKnownName(): (of: Named) => string {
  const queries = useQueryClient();
  const read = use(ProcessReading);
  return useCallback(
    (of) =>
      shownName(of, (name) => {
        const rows = queries.getQueryData<Answer<'processes'>>(keys.processes)?.processes;
        const row = rows?.find(({ process }) => process.name === name);
        return (row && read(row).process.title) ?? name;
      }),
    [queries, read],
  );
}
