import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  dayNames,
  searchStates,
  stateNames,
  yesNames,
  type SearchKey,
  type SearchState,
} from '../../contract/search-words.ts';
import { keys, type Answer } from '../api/keys.ts';
import { useFleet } from '../api/workers.ts';
import { useWords } from '../words/words.tsx';

const sorted = (names: Iterable<string | null | undefined>): readonly string[] =>
  [...new Set([...names].filter((name): name is string => typeof name === 'string' && name !== ''))].sort(
    (one, other) => one.localeCompare(other),
  );

/** The values that a search offers for a key, of what this page has fetched. */
export function useSearchValues(states: readonly SearchState[] = searchStates): (key: SearchKey) => readonly string[] {
  const { language } = useWords();
  const queries = useQueryClient();
  const fleet = useFleet();
  return useCallback(
    (key) => {
      const rows = queries.getQueryData<Answer<'schedules'>>(keys.schedules)?.rows ?? [];
      const processes = queries.getQueryData<Answer<'processes'>>(keys.processes)?.processes ?? [];
      const marks = [...processes.map(({ process }) => process), ...rows.map(({ options }) => options)];
      switch (key) {
        case 'tag':
          return sorted(marks.flatMap(({ tags = [] }) => tags));
        case 'folder':
          return sorted(marks.map(({ folder }) => folder));
        case 'state':
          return states.map((state) => stateNames[language][state]);
        case 'process':
          return sorted(processes.map(({ process }) => process.title ?? process.name));
        case 'schedule':
          return sorted(rows.map(({ name }) => name));
        case 'client':
          return sorted(rows.map(({ createdBy }) => createdBy));
        case 'worker':
          return sorted([...(fleet?.workers ?? []).map(({ name }) => name), ...(fleet?.groups ?? [])]);
        case 'enabled':
          return Object.values(yesNames[language]);
        case 'since':
          return [
            ...Object.values(dayNames[language]),
            ...(language === 'tr' ? ['24sa', '7g', '30g'] : ['24h', '7d', '30d']),
          ];
      }
    },
    [language, queries, fleet, states],
  );
}
