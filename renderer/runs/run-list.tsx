import { useMemo, useState } from 'react';
import { SearchStrip } from '../search/search-strip.tsx';
import { useSetFooterNote } from '../ui/footer-note.ts';
import { focusActiveRow } from '../ui/grid/active-row.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { FreshRuns } from './fresh-runs.tsx';
import { RunBulkBar } from './run-bulk-bar.tsx';
import { readState } from './run-filter.ts';
import { RunFilters } from './run-filters.tsx';
import { RunGrid } from './run-grid.tsx';
import { useRunActions } from './use-run-actions.ts';
import { useRunList } from './use-run-list.ts';

/** All runs, newest first. */
export function RunList() {
  const { w, count } = useWords();
  const [search, setSearch] = useSearchState();
  const searchText = search.toString();
  const state = useMemo(() => readState(new URLSearchParams(searchText)), [searchText]);
  const list = useRunList(state);
  const { query, runs } = list;
  const actions = useRunActions();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const selectedRuns = runs.filter((run) => selected.has(run.id));
  useSetFooterNote(query.data ? count(w.runs.shown, runs.length) : null);
  return (
    <ScreenFrame
      title={w.runs.title}
      tools={<RunFilters state={state} onChange={setSearch} />}
      strip={
        <>
          {list.asked === null ? null : (
            <SearchStrip text={state.q} query={list.asked} onChange={(q) => setSearch({ q })} />
          )}
          {selectedRuns.length > 0 ? (
            <RunBulkBar
              runs={selectedRuns}
              actions={actions}
              onClear={() => {
                focusActiveRow();
                setSelected(new Set());
              }}
            />
          ) : null}
        </>
      }
      isFull
    >
      {query.isError && !query.data ? (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows />
      ) : (
        <>
          {list.fresh === 0 ? null : <FreshRuns list={list} />}
          <RunGrid list={list} actions={actions} selected={selected} onSelect={setSelected} />
        </>
      )}
    </ScreenFrame>
  );
}
