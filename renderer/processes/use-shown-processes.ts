import { useMemo } from 'react';
import type { ProcessRow } from '../../contract/console.ts';
import { fits, processSubject } from '../../contract/search-match.ts';
import { useSearch } from '../search/use-search.ts';
import { searchText } from '../words/search-text.ts';
import { useWords } from '../words/words.tsx';

/** The processes that a search asks for, by their titles. */
export function useShownProcesses(rows: readonly ProcessRow[], wanted: string) {
  const { language } = useWords();
  const asked = useSearch(wanted);
  const shown = useMemo(() => {
    const words = asked?.words ?? [searchText(wanted.trim())];
    const notWords = asked?.notWords ?? [];
    const names = new Intl.Collator(language);
    return rows
      .filter((row) => {
        const { title = '', name, command = '' } = row.process;
        const text = searchText(`${title} ${name} ${command}`);
        return (
          words.every((word) => text.includes(word)) &&
          !notWords.some((word) => text.includes(word)) &&
          (asked === null || fits(processSubject(row), asked))
        );
      })
      .sort((one, other) =>
        names.compare(one.process.title ?? one.process.name, other.process.title ?? other.process.name),
      );
  }, [rows, wanted, asked, language]);
  return { shown, asked };
}
