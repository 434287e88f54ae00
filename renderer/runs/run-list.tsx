import { useMemo, useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useSession } from '../api/queries.ts';
import { DataGrid } from '../ui/grid/data-grid.tsx';
import { focusActiveRow } from '../ui/grid/active-row.ts';
import { useSetFooterNote } from '../ui/footer-note.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { useNow } from '../ui/now.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { EmptyState, NoMatch, SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { RunBulkBar } from './run-bulk-bar.tsx';
import { runColumns } from './run-columns.tsx';
import { filterOf, readState } from './run-filter.ts';
import { RunFilters } from './run-filters.tsx';
import classes from './runs.module.css';
import { useRunActions } from './use-run-actions.ts';
import { useRunList } from './use-run-list.ts';

const runId = (run: Run): string => run.id;

/** All runs, newest first. */
export function RunList() {
  const speech = useWords();
  const { w, say, count } = speech;
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const searchText = search.toString();
  const hourNow = Math.floor(useNow(60_000) / 3_600_000) * 3_600_000;
  const state = useMemo(() => readState(new URLSearchParams(searchText)), [searchText]);
  const filter = useMemo(() => filterOf(state, hourNow), [state, hourNow]);
  const { query, runs, fresh, showFresh, onTop } = useRunList(filter);
  const actions = useRunActions();
  const areSingleKeysOn = useSession().data?.settings.singleKeyShortcuts ?? true;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => runColumns(speech), [speech]);
  const selectedRuns = runs.filter((run) => selected.has(run.id));
  useSetFooterNote(query.data ? count(w.runs.shown, runs.length) : null);

  function act(action: string, run: Run): void {
    if (action === 'cancel') void actions.cancel([run], run.status === 'cancelling');
    else if (action === 'retry') void actions.retry([run]);
  }
  function onRowKey(event: KeyboardEvent, run: Run): boolean {
    if (!areSingleKeysOn || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'c' && run.status !== 'ended') act('cancel', run);
    else if (event.key === 'y' && run.status === 'ended') act('retry', run);
    else return false;
    return true;
  }
  const isFiltered = ['result', 'process', 'schedule', 'q', 'from', 'to', 'period'].some((key) => search.has(key));
  const clear = () =>
    setSearch({
      result: null,
      process: null,
      schedule: null,
      q: null,
      from: null,
      to: null,
      period: null,
      tests: null,
    });
  return (
    <ScreenFrame
      title={w.runs.title}
      tools={<RunFilters state={state} onChange={setSearch} />}
      strip={
        selectedRuns.length > 0 ? (
          <RunBulkBar
            runs={selectedRuns}
            actions={actions}
            onClear={() => {
              focusActiveRow();
              setSelected(new Set());
            }}
          />
        ) : null
      }
      isFull
    >
      {query.isError && !query.data ? (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows />
      ) : (
        <>
          {fresh === 0 ? null : (
            <Button
              className={classes.fresh ?? ''}
              size="compact-sm"
              leftSection={<IconArrowUp size="0.875rem" />}
              onClick={showFresh}
            >
              {count(w.runs.fresh, fresh)}
            </Button>
          )}
          <DataGrid
            label={w.runs.grid}
            rows={runs}
            rowKey={runId}
            columns={columns}
            total={query.hasNextPage ? -1 : runs.length}
            selected={selected}
            onSelect={setSelected}
            selectLabel={w.runs.selectRow}
            onOpen={(run) => navigate(`/runs/${run.id}`)}
            onAction={act}
            onRowKey={onRowKey}
            onTop={onTop}
            onEnd={() => {
              if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
            }}
            empty={
              isFiltered ? (
                <NoMatch
                  text={state.q === '' ? w.runs.empty.noFilter : say(w.runs.empty.noMatch, { query: state.q })}
                  clear={w.app.actions.clearFilters}
                  onClear={clear}
                />
              ) : (
                <EmptyState text={w.runs.empty.text}>
                  <Button component={Link} href="/schedules" variant="default">
                    {w.runs.empty.action}
                  </Button>
                </EmptyState>
              )
            }
          />
        </>
      )}
    </ScreenFrame>
  );
}
