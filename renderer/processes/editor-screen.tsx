import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useDefinitions } from '../api/queries.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { processWords } from '../words/process-words.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { draftOf } from './process-draft.ts';
import { ProcessEditor } from './process-editor.tsx';

/** Loads what to edit: a process, a copy of one (`?from=`), or a new one. */
export function EditorScreen({ name }: { readonly name: string | null }) {
  const { language, say } = useWords();
  const [search] = useSearchState();
  const query = useDefinitions();
  const words = processWords[language].editor;
  const row = query.data?.processes.find(({ process }) => process.name === name) ?? null;
  if (query.data && (row !== null || name === null)) {
    const model = query.data.processes.find(({ process }) => process.name === search.get('from'))?.process ?? null;
    const start = row === null && model !== null ? { ...model, name: '' } : (row?.process ?? null);
    return <ProcessEditor key={name ?? 'new'} row={row} initial={draftOf(start)} />;
  }
  return (
    <ScreenFrame title={name ?? words.new}>
      {query.isError ? (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      ) : query.data ? (
        <EmptyState text={say(words.gone, { name: name ?? '' })}>
          <Button component={Link} href="/processes" variant="default">
            {words.back}
          </Button>
        </EmptyState>
      ) : (
        <SkeletonRows />
      )}
    </ScreenFrame>
  );
}
