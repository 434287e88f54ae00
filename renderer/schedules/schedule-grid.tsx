import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Outcome } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { RowMarks } from '../search/use-row-facts.ts';
import { useShownName } from '../api/names.ts';
import { usePreferences } from '../api/preferences.ts';
import { useProcesses } from '../api/queries.ts';
import { DataGrid } from '../ui/grid/data-grid.tsx';
import { RowMenu } from '../ui/grid/row-menu.tsx';
import { useRowMenu } from '../ui/grid/use-row-menu.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { useWords } from '../words/words.tsx';
import type { RowAction } from './schedule-keys.ts';
import { menuItems } from './schedule-menu.tsx';
import { sortOf, sortText } from './schedule-order.ts';
import { SchedulerEmpty } from './scheduler-empty.tsx';
import { useRowActs } from './use-row-acts.ts';
import type { ScheduleActions } from './use-schedule-actions.ts';
import { useScheduleColumns } from './use-schedule-columns.ts';
import type { FoundRows } from './use-shown-rows.ts';

export interface ScheduleGridProps {
  readonly rows: readonly ScheduleRow[];
  readonly found: FoundRows;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly actions: ScheduleActions;
  /** Why the buttons are disabled. */
  readonly refusal: string | null;
  /** The schedule that the first steps point at. */
  readonly example: ScheduleRow | undefined;
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]> | null;
}

const keysOf = (): string => 'run parameters edit';
const hasAny = ({ tags, folder }: ReturnType<RowMarks>): boolean => tags.length > 0 || folder !== '';
const rowId = (row: ScheduleRow): string => row.id;

/** The schedules as rows, with the menu of each. */
export function ScheduleGrid(props: ScheduleGridProps) {
  const { rows, found, selected, onSelect, actions, refusal, example, outcomes } = props;
  const { marksOf, groups } = found;
  const { w, say, mayNot } = useWords();
  const { kept } = usePreferences();
  const nameOf = useShownName();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const processes = useProcesses().data?.processes ?? [];
  const hasMarks = useMemo(() => rows.some((row) => hasAny(marksOf(row))), [rows, marksOf]);
  const columns = useScheduleColumns({ example, refusal, outcomes, marksOf: hasMarks ? marksOf : null });
  const { menu, openMenu, closeMenu } = useRowMenu<ScheduleRow>();
  const selectedRows = found.shown.filter((row) => selected.has(row.id));
  const { act, onRowKey } = useRowActs({ actions, processes, selectedRows, refusal, onMenu: openMenu });
  const menuRow = menu === null ? undefined : rows.find(({ id }) => id === menu.row.id);
  return (
    <>
      <DataGrid
        label={w.schedules.grid}
        rows={groups.rows}
        headings={groups.headings}
        onHeading={groups.onHeading}
        rowKey={rowId}
        columns={columns}
        sort={sortOf(search.get('sort'))}
        onSort={(sort) => setSearch({ sort: sortText(sort) })}
        selected={selected}
        onSelect={onSelect}
        selectLabel={w.schedules.select}
        selectRowLabel={(row) => say(w.schedules.selectOf, { name: nameOf(row) })}
        onOpen={(row) => navigate(`/schedules/${row.id}`)}
        onAction={(action, row, element) => act(action as RowAction, row, element)}
        onMenu={openMenu}
        onRowKey={onRowKey}
        keysOf={keysOf}
        empty={
          <SchedulerEmpty
            hasSchedules={rows.length > 0}
            query={search.get('q') ?? ''}
            isOfWorker={search.has('worker')}
            actions={actions}
            refusal={refusal}
            onChange={setSearch}
          />
        }
      />
      {menu && menuRow ? (
        <RowMenu
          label={say(w.schedules.actions.menu, { name: nameOf(menuRow) })}
          anchor={menu.anchor}
          at={menu.at}
          items={menuItems(menuRow, w, refusal, { mayNot, hasOwnFavourites: kept === 'user' })}
          onPick={(id) => act(id as RowAction, menuRow, menu.anchor)}
          onClose={closeMenu}
        />
      ) : null}
    </>
  );
}
