import { useCallback, useMemo, useState } from 'react';
import { tagKey } from '../../contract/tags.ts';
import { storedText, storeText } from '../ui/browser-storage.ts';
import type { GridHeading } from '../ui/grid/headings.ts';
import { useWords } from '../words/words.tsx';
import { grouped, type Grouping } from './groups.ts';

const none: readonly GridHeading[] = [];

/** Rows under collapsible headings by their folder or first tag; which are closed is kept in this browser, for each screen. */
export function useGroups<Row>(
  screen: string,
  rows: readonly Row[],
  grouping: Grouping | null,
  marksOf: (row: Row) => { readonly tags: readonly string[]; readonly folder: string },
) {
  const { w, language, times } = useWords();
  const place = `rota-closed-groups-${screen}`;
  const [closedKeys, setClosed] = useState<readonly string[]>(() => readKeys(place));
  const closed = useMemo(
    () =>
      new Set(closedKeys.flatMap((key) => (key.startsWith(`${grouping}:`) ? [key.slice(`${grouping}:`.length)] : []))),
    [closedKeys, grouping],
  );
  const onHeading = useCallback(
    (key: string) => {
      const whole = `${grouping}:${key}`;
      setClosed((old) => {
        const next = old.includes(whole) ? old.filter((one) => one !== whole) : [...old, whole];
        storeText(place, JSON.stringify(next));
        return next;
      });
    },
    [grouping, place],
  );
  const shown = useMemo(() => {
    if (grouping === null) return { rows, headings: none };
    const names = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
    return grouped(
      rows,
      {
        groupOf: (row) => (grouping === 'folder' ? marksOf(row).folder : (marksOf(row).tags[0] ?? '')),
        closed,
        without: grouping === 'folder' ? w.app.group.noFolder : w.app.group.noTag,
        note: (count) => times.number(count),
        compare: (one, other) => names.compare(one, other),
      },
      tagKey,
    );
  }, [rows, grouping, marksOf, closed, language, times, w]);
  return { ...shown, onHeading };
}

function readKeys(place: string): readonly string[] {
  try {
    const read: unknown = JSON.parse(storedText(place) ?? '[]');
    return Array.isArray(read) ? read.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
