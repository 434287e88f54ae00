import { use, useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { exampleIn } from '../../contract/example.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import {
  useProcesses,
  useProcessIcon,
  useProcessIsOff,
  useProcessUsual,
  useSchedules,
  useSession,
} from '../api/queries.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useToast } from '../ui/toast.tsx';
import { DataGrid, type Point } from '../ui/grid/data-grid.tsx';
import { focusActiveRow } from '../ui/grid/active-row.ts';
import { RowMenu } from '../ui/grid/row-menu.tsx';
import { useSetFooterNote } from '../ui/footer-note.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import { useFocusFallback } from '../ui/use-focus-return.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { PartOverScreen } from '../ui/part-over-screen.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { FirstRunStrip } from './first-run-strip.tsx';
import { valuesCheck } from './values-check.ts';
import { scheduleColumns } from './schedule-columns.tsx';
import { actionOfKey, changingActions, type RowAction } from './schedule-keys.ts';
import { menuItems } from './schedule-menu.tsx';
import { sortOf, sortText } from './schedule-order.ts';
import { SchedulerActions, SchedulerTools } from './scheduler-head.tsx';
import { SchedulerEmpty } from './scheduler-empty.tsx';
import { useLastOutcomes } from './use-last-outcomes.ts';
import { useScheduleActions } from './use-schedule-actions.ts';
import { useShownRows } from './use-shown-rows.ts';

const ParametersDialog = lazyPart(() =>
  import('./parameters/parameters-dialog.tsx').then((module) => module.ParametersDialog),
);

const RunWithDialog = lazyPart(() => import('./run-with-dialog.tsx').then((module) => module.RunWithDialog));

const noRows: readonly ScheduleRow[] = [];

/** The start page: what ran, what will run, and why something did not. The address says which dialog is open over it. */
export function SchedulerScreen() {
  const speech = useWords();
  const { w, say, times } = speech;
  const [path, navigate] = useLocation();
  const parametersOf = /^\/schedules\/([^/]+)\/parameters$/.exec(path)?.[1] ?? null;
  const [search, setSearch] = useSearchState();
  const schedules = useSchedules();
  const processes = useProcesses();
  const iconOf = useProcessIcon();
  const usualOf = useProcessUsual();
  const isOff = useProcessIsOff();
  const session = useSession().data;
  const actions = useScheduleActions();
  const history = useLastOutcomes();
  const isOffline = useIsOffline();
  const areSingleKeysOn = use(SingleKeys);
  const toast = useToast();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [menu, setMenu] = useState<{ id: string; anchor: HTMLElement; at?: Point } | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);

  const rows = schedules.data?.rows ?? noRows;
  const query = search.get('q') ?? '';
  const shown = useShownRows(rows, search.get('state'), query, search.get('sort'));
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const isFirstRun = session?.settings.firstRunDismissed === false;
  const example = exampleIn(rows);
  const worker = session?.worker;
  const refusal = isOffline ? w.app.problems.actionsOff : null;
  const columns = useMemo(() => {
    const workerName = (id: string | null) => (id === null || id === worker?.id ? (worker?.name ?? '') : id);
    const highlight = isFirstRun && example && !example.lastRun && !example.activeRun ? example.id : null;
    return scheduleColumns(speech, {
      workerName,
      iconOf,
      isOff,
      usualOf,
      highlight,
      refusal,
      outcomes: history.outcomes,
    });
  }, [speech, worker, iconOf, isOff, usualOf, isFirstRun, example, refusal, history.outcomes]);
  useSetFooterNote(
    schedules.data
      ? say(w.app.footer.schedules, { shown: times.number(shown.length), total: times.number(rows.length) })
      : null,
  );

  useFocusFallback(parametersOf ?? search.get('run'));

  const back = useCallback(() => navigate(`/schedules${keptSearch()}`), [navigate]);
  const showParameters = (id: string): void => navigate(`/schedules/${id}/parameters${keptSearch()}`);
  const selectedRows = shown.filter((row) => selected.has(row.id));

  function openMenu(row: ScheduleRow, element: HTMLElement, at?: Point): void {
    const anchor = element.closest('tr')?.querySelector<HTMLElement>('[data-action=menu]');
    if (anchor) setMenu({ id: row.id, anchor, ...(at ? { at } : {}) });
  }
  function act(action: RowAction, row: ScheduleRow, element: HTMLElement): void {
    if (refusal !== null && changingActions.has(action)) return toast({ text: refusal, id: 'offline' });
    switch (action) {
      case 'parameters':
        return showParameters(row.id);
      case 'run':
        return void start(row);
      case 'run-with':
        return setSearch({ run: row.id });
      case 'menu':
        return openMenu(row, element);
      case 'pause':
        return void actions.togglePause(row);
      case 'favourite':
        return void actions.toggleFavourite(row);
      case 'edit':
        return navigate(`/schedules/${row.id}/edit`);
      case 'duplicate':
        return navigate(`/schedules/new?from=${row.id}`);
      case 'runs':
        return navigate(`/runs?schedule=${row.id}`);
      case 'delete':
        return void actions.remove([row]);
    }
  }
  async function start(row: ScheduleRow): Promise<void> {
    const needsValues = await valuesCheck();
    if (needsValues(row, processes.data?.processes ?? [], speech)) setSearch({ run: row.id });
    else await actions.run([row]);
  }
  function onRowKey(event: KeyboardEvent, row: ScheduleRow, element: HTMLElement): boolean {
    const action = actionOfKey(event, areSingleKeysOn);
    if (action === null) return false;
    if (action === 'delete' && selectedRows.length > 1 && refusal === null) void actions.remove(selectedRows);
    else act(action, row, element);
    return true;
  }

  const menuRow = menu === null ? undefined : byId.get(menu.id);
  const runWithRow = byId.get(search.get('run') ?? '');
  return (
    <ScreenFrame
      title={w.app.nav.schedules}
      tools={<SchedulerTools filter={search.get('state')} query={query} history={history} onChange={setSearch} />}
      actions={<SchedulerActions isPaused={session?.isPaused ?? false} refusal={refusal} />}
      strip={
        <>
          {isFirstRun && example ? (
            <FirstRunStrip
              row={example}
              platform={worker?.platform ?? ''}
              refusal={refusal}
              onRun={() => void actions.run([example])}
            />
          ) : null}
          {selectedRows.length > 0 ? (
            <BulkBar
              rows={selectedRows}
              actions={actions}
              processes={processes.data?.processes ?? []}
              refusal={refusal}
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
      {schedules.isError && !schedules.data ? (
        <ProblemPanel error={schedules.error} onRetry={() => schedules.refetch()} />
      ) : schedules.isPending ? (
        <SkeletonRows />
      ) : (
        <DataGrid
          label={w.schedules.grid}
          rows={shown}
          rowKey={rowId}
          columns={columns}
          sort={sortOf(search.get('sort'))}
          onSort={(sort) => setSearch({ sort: sortText(sort) })}
          selected={selected}
          onSelect={setSelected}
          selectLabel={w.schedules.select}
          selectRowLabel={({ name }) => say(w.schedules.selectOf, { name })}
          onOpen={(row) => navigate(`/schedules/${row.id}/edit`)}
          onAction={(action, row, element) => act(action as RowAction, row, element)}
          onMenu={openMenu}
          onRowKey={onRowKey}
          empty={
            <SchedulerEmpty
              hasSchedules={rows.length > 0}
              query={query}
              actions={actions}
              refusal={refusal}
              onChange={setSearch}
            />
          }
        />
      )}
      {menu && menuRow ? (
        <RowMenu
          label={say(w.schedules.actions.menu, { name: menuRow.name })}
          anchor={menu.anchor}
          at={menu.at}
          items={menuItems(menuRow, w, refusal)}
          onPick={(id) => act(id as RowAction, menuRow, menu.anchor)}
          onClose={closeMenu}
        />
      ) : null}
      {runWithRow ? (
        <PartOverScreen onClose={() => setSearch({ run: null })} onOpenAgain={() => setSearch({ run: runWithRow.id })}>
          <RunWithDialog
            row={runWithRow}
            processes={processes.data?.processes ?? []}
            onClose={() => setSearch({ run: null })}
          />
        </PartOverScreen>
      ) : null}
      {parametersOf === null ? null : (
        <PartOverScreen onClose={back} onOpenAgain={() => showParameters(parametersOf)}>
          <ParametersDialog id={parametersOf} onClose={back} />
        </PartOverScreen>
      )}
    </ScreenFrame>
  );
}

const rowId = (row: ScheduleRow): string => row.id;

/** Filter and search stay while a dialog opens and closes. */
function keptSearch(): string {
  const search = location.hash.split('?')[1];
  return search === undefined || search === '' ? '' : `?${search}`;
}
