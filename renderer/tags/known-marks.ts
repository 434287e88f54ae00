import { useMemo } from 'react';
import { withoutDoubles, type Marks } from '../../contract/tags.ts';
import { useDefinitions, useSchedules } from '../api/queries.ts';

/** The tags and folders that are in use, by their names. */
export function useKnownMarks(): { readonly tags: readonly string[]; readonly folders: readonly string[] } {
  const processes = useDefinitions().data?.processes;
  const rows = useSchedules().data?.rows;
  return useMemo(() => {
    const all: Marks[] = [
      ...(processes ?? []).map(({ process }) => process),
      ...(rows ?? []).map(({ options }) => options),
    ];
    const folders = new Set<string>();
    const tags = new Set<string>();
    for (const { tags: own = [], folder = '' } of all) {
      for (const tag of own) tags.add(tag);
      if (folder !== '') folders.add(folder);
    }
    const sorted = (names: Iterable<string>) =>
      withoutDoubles([...names].sort((one, other) => one.localeCompare(other)));
    return { tags: sorted(tags), folders: sorted(folders) };
  }, [processes, rows]);
}
