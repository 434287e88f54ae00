import { use, useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useCopy } from '../ui/copy.ts';
import { DataGrid, type Point } from '../ui/grid/data-grid.tsx';
import { RowMenu } from '../ui/grid/row-menu.tsx';
import { focusActiveRow, showFirstRow } from '../ui/grid/active-row.ts';
import { useSetFooterNote } from '../ui/footer-note.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import { EmptyState, NoMatch, SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { RunBulkBar } from './run-bulk-bar.tsx';
import { runColumns } from './run-columns.tsx';
import { readState } from './run-filter.ts';
import { runMenuItems, type RunAct } from './run-menu.ts';
import { RunFilters } from './run-filters.tsx';
import classes from './runs.module.css';
import { useRunActions } from './use-run-actions.ts';
import { useRunList } from './use-run-list.ts';

const runId = (run: Run): string => run.id;

/** All runs, newest first. */
export function RunList() {
  const speech = useWords();
  const { w, say, count, times } = speech;
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const searchText = search.toString();
  const state = useMemo(() => readState(new URLSearchParams(searchText)), [searchText]);
  const { query, runs, fresh, isMoreFresh, showFresh, onTop } = useRunList(state);
  const actions = useRunActions();
  const areSingleKeysOn = use(SingleKeys);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const columns = useMemo(() => runColumns(speech, refusal), [speech, refusal]);
  const copy = useCopy();
  const [menu, setMenu] = useState<{ id: string; anchor: HTMLElement; at?: Point } | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const menuRun = menu === null ? undefined : runs.find(({ id }) => id === menu.id);
  const selectedRuns = runs.filter((run) => selected.has(run.id));
  useSetFooterNote(query.data ? count(w.runs.shown, runs.length) : null);

  function openMenu(run: Run, element: HTMLElement, at?: Point): void {
    const anchor = element.closest('tr')?.querySelector<HTMLElement>('[data-action=menu]');
    if (anchor) setMenu({ id: run.id, anchor, ...(at ? { at } : {}) });
  }
  function act(action: RunAct, run: Run, element: HTMLElement): void {
    switch (action) {
      case 'open':
        return navigate(`/runs/${run.id}`);
      case 'cancel':
        return void actions.cancel([run], run.status === 'cancelling');
      case 'retry':
        return void actions.retry([run]);
      case 'of-schedule':
        return navigate(`/runs?schedule=${run.scheduleId}&period=all`);
      case 'copy-link':
        return void copy(`${location.origin}${location.pathname}#/runs/${run.id}`);
      case 'copy-id':
        return void copy(run.id);
      case 'menu':
        return openMenu(run, element);
    }
  }
  function onRowKey(event: KeyboardEvent, run: Run, element: HTMLElement): boolean {
    if (event.shiftKey && event.key === 'F10') act('menu', run, element);
    else if (!areSingleKeysOn || event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (event.key === '.') act('menu', run, element);
    else if (event.key === 'c' && run.status !== 'ended') act('cancel', run, element);
    else if (event.key === 'y' && run.status === 'ended') act('retry', run, element);
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
              onClick={() => {
                showFresh();
                showFirstRow();
              }}
            >
              {isMoreFresh ? say(w.runs.freshMany, { n: times.number(fresh) }) : count(w.runs.fresh, fresh)}
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
            selectLabel={w.runs.select}
            selectRowLabel={(run) =>
              say(w.runs.selectOf, { name: `${run.scheduleName}, ${times.full(run.startedAt ?? run.dueAt)}` })
            }
            onOpen={(run) => navigate(`/runs/${run.id}`)}
            onAction={(action, run, element) => act(action as RunAct, run, element)}
            onMenu={openMenu}
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
      {menu && menuRun ? (
        <RowMenu
          label={say(w.schedules.actions.menu, { name: menuRun.scheduleName })}
          anchor={menu.anchor}
          at={menu.at}
          items={runMenuItems(menuRun, w, refusal)}
          onPick={(id) => act(id as RunAct, menuRun, menu.anchor)}
          onClose={closeMenu}
        />
      ) : null}
    </ScreenFrame>
  );
}
