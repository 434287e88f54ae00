import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useFleet, useWorkerName } from '../api/workers.ts';
import { DataGrid } from '../ui/grid/data-grid.tsx';
import { RowMenu } from '../ui/grid/row-menu.tsx';
import { useRowMenu } from '../ui/grid/use-row-menu.ts';
import { useWords } from '../words/words.tsx';
import { NoRuns } from './no-runs.tsx';
import { runColumns } from './run-columns.tsx';
import { runMenuItems, type RunAct } from './run-menu.ts';
import type { RunActions } from './use-run-actions.ts';
import { useRunActs } from './use-run-acts.ts';
import { namesOf, RunNames } from './starter-cell.tsx';
import type { ShownRuns } from './use-run-list.ts';

interface RunGridProps {
  readonly list: ShownRuns;
  readonly actions: RunActions;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

const runId = (run: Run): string => run.id;

/** The runs as rows, with the menu of each. */
export function RunGrid({ list, actions, selected, onSelect }: RunGridProps) {
  const speech = useWords();
  const { w, say, times } = speech;
  const [, navigate] = useLocation();
  const { query, runs, onTop } = list;
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const hasOthers = useFleet() !== null;
  const nameOf = useWorkerName();
  const columns = useMemo(
    () => runColumns(speech, refusal, hasOthers ? nameOf : null),
    [speech, refusal, hasOthers, nameOf],
  );
  const names = useMemo(() => namesOf(runs), [runs]);
  const { menu, openMenu, closeMenu } = useRowMenu<Run>();
  const { act, onRowKey } = useRunActs(actions, openMenu);
  const menuRun = menu === null ? undefined : runs.find(({ id }) => id === menu.row.id);
  return (
    <RunNames value={names}>
      <DataGrid
        label={w.runs.grid}
        rows={runs}
        rowKey={runId}
        columns={columns}
        total={query.hasNextPage ? -1 : runs.length}
        selected={selected}
        onSelect={onSelect}
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
        empty={<NoRuns />}
      />
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
    </RunNames>
  );
}
