import { Suspense, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import type { SearchQuery } from '../../contract/search-query.ts';
import { searchKeys } from '../../contract/search-words.ts';
import { marksOf } from '../../contract/tags.ts';
import { useProcesses } from '../api/queries.ts';
import { groupingOf } from '../search/groups.ts';
import { SearchField } from '../search/search-field.tsx';
import { SearchStrip } from '../search/search-strip.tsx';
import { useGroups } from '../search/use-groups.ts';
import { useSearchValues } from '../search/use-search-values.ts';
import { focusActiveRow } from '../ui/grid/active-row.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { useSetFooterNote } from '../ui/footer-note.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { processWords } from '../words/process-words.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { ProcessBulkBar } from './process-bulk-bar.tsx';
import { ProcessGrid } from './process-grid.tsx';
import { useShownProcesses } from './use-shown-processes.ts';

const ViewsMenu = lazyPart(() => import('../search/views-menu.tsx').then((module) => module.ViewsMenu));

const none: readonly ProcessRow[] = [];
const keys = searchKeys.filter((key) => key !== 'schedule' && key !== 'worker');
const marksOfRow = ({ process }: ProcessRow) => marksOf({}, process);
const noSelection: ReadonlySet<string> = new Set();

const hasAny = ({ tags, folder }: ReturnType<typeof marksOfRow>): boolean => tags.length > 0 || folder !== '';

/** The programs this computer can run. */
export function ProcessList() {
  const { count, language, mayNot } = useWords();
  const words = processWords[language];
  const [search, setSearch] = useSearchState();
  const query = useProcesses();
  const wanted = search.get('q') ?? '';
  const rows = query.data?.processes ?? none;
  const { shown, asked } = useShownProcesses(rows, wanted);
  const valuesOf = useSearchValues();
  const [selected, setSelected] = useState(noSelection);
  const groups = useGroups('processes', shown, groupingOf(search.get('group')), marksOfRow);
  const selectedRows = shown.filter(({ process }) => selected.has(process.name));
  useSetFooterNote(query.data ? count(words.shown, shown.length) : null);

  return (
    <ScreenFrame
      title={words.title}
      tools={
        <>
          <SearchField
            label={words.searchLabel}
            hasKey
            value={wanted}
            keys={keys}
            valuesOf={valuesOf}
            onChange={(q) => setSearch({ q })}
          />
          <Suspense fallback={null}>
            <ViewsMenu screen="processes" hasGroups />
          </Suspense>
        </>
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
      strip={
        <ProcessStrip
          text={wanted}
          asked={asked}
          selected={selectedRows}
          onSearch={(q) => setSearch({ q })}
          onClear={() => setSelected(noSelection)}
        />
      }
      isFull
    >
      {query.isError && !query.data ? (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows />
      ) : (
        <ProcessGrid
          shown={groups.rows}
          headings={groups.headings}
          onHeading={groups.onHeading}
          hasMarks={rows.some((row) => hasAny(marksOfRow(row)))}
          selected={selected}
          onSelect={setSelected}
          wanted={wanted}
        />
      )}
    </ScreenFrame>
  );
}

interface ProcessStripProps {
  readonly text: string;
  readonly asked: SearchQuery | null;
  readonly selected: readonly ProcessRow[];
  readonly onSearch: (text: string | null) => void;
  readonly onClear: () => void;
}

/** Above the processes: what is searched for, and the actions on the selected ones. */
function ProcessStrip({ text, asked, selected, onSearch, onClear }: ProcessStripProps) {
  return (
    <>
      {asked === null ? null : <SearchStrip text={text} query={asked} onChange={onSearch} />}
      {selected.length === 0 ? null : (
        <ProcessBulkBar
          rows={selected}
          onClear={() => {
            focusActiveRow();
            onClear();
          }}
        />
      )}
    </>
  );
}
