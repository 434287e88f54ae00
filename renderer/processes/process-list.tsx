import { useMemo } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import { useProcesses } from '../api/queries.ts';
import { useSetFooterNote } from '../ui/footer-note.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { searchText } from '../words/search-text.ts';
import { processWords } from '../words/process-words.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { ProcessGrid } from './process-grid.tsx';
import classes from './processes.module.css';

const none: readonly ProcessRow[] = [];

/** The programs this computer can run. */
export function ProcessList() {
  const { count, language, mayNot } = useWords();
  const words = processWords[language];
  const [search, setSearch] = useSearchState();
  const query = useProcesses();
  const wanted = search.get('q') ?? '';
  const rows = query.data?.processes ?? none;
  const shown = useMemo(() => {
    const needle = searchText(wanted.trim());
    return rows
      .filter(({ process }) =>
        searchText(`${process.title ?? ''} ${process.name} ${process.command ?? ''}`).includes(needle),
      )
      .sort((one, other) =>
        (one.process.title ?? one.process.name).localeCompare(other.process.title ?? other.process.name, language),
      );
  }, [rows, wanted, language]);
  useSetFooterNote(query.data ? count(words.shown, shown.length) : null);

  return (
    <ScreenFrame
      title={words.title}
      tools={
        <TextInput
          className={classes.search ?? ''}
          type="search"
          size="xs"
          aria-label={words.searchLabel}
          placeholder={words.searchLabel}
          value={wanted}
          onChange={(event) => setSearch({ q: event.currentTarget.value })}
          leftSection={<IconSearch size="0.9375rem" />}
        />
      }
      actions={
        mayNot('editor') !== null ? undefined : (
          <>
            <Button component={Link} href="/processes/new/templates" size="xs" variant="default">
              {words.templates.all}
            </Button>
            <Button component={Link} href="/processes/new" size="xs" leftSection={<IconPlus size="0.9375rem" />}>
              {words.add}
            </Button>
          </>
        )
      }
      isFull
    >
      {query.isError && !query.data ? (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows />
      ) : (
        <ProcessGrid shown={shown} wanted={wanted} />
      )}
    </ScreenFrame>
  );
}
