import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useShownName } from '../api/names.ts';
import { useProcessTitle } from '../api/queries.ts';
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

const keysOf = (run: Run): string => (run.status === 'ended' ? 'retry' : 'cancel');
const runId = (run: Run): string => run.id;

/** The runs as rows, with the menu of each. */
export function RunGrid({ list, actions, selected, onSelect }: RunGridProps) {
  const speech = useWords();
  const { w, say, times, mayNot } = speech;
  const [, navigate] = useLocation();
  const { query, runs, onTop } = list;
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('operator');
  const hasOthers = useFleet() !== null;
  const nameOf = useWorkerName();
  const shownName = useShownName();
  const titleOf = useProcessTitle();
  const columns = useMemo(
    () => runColumns(speech, refusal, hasOthers ? nameOf : null, { nameOf: shownName, titleOf }),
    [speech, refusal, hasOthers, nameOf, shownName, titleOf],
  );
  const names = useMemo(() => namesOf(runs, shownName), [runs, shownName]);
  const { menu, openMenu, closeMenu } = useRowMenu<Run>();
  const { act, onRowKey, needsPerson } = useRunActs(actions, openMenu);
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
          say(w.runs.selectOf, { name: `${shownName(run)}, ${times.full(run.startedAt ?? run.dueAt)}` })
        }
        onOpen={(run) => navigate(`/runs/${run.id}`)}
        onAction={(action, run, element) => act(action as RunAct, run, element)}
        onMenu={openMenu}
        onRowKey={onRowKey}
        keysOf={keysOf}
        onTop={onTop}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
        }}
        empty={<NoRuns />}
      />
      {menu && menuRun ? (
        <RowMenu
          label={say(w.schedules.actions.menu, { name: shownName(menuRun) })}
          anchor={menu.anchor}
          at={menu.at}
          items={runMenuItems(menuRun, w, refusal, needsPerson(menuRun))}
          onPick={(id) => act(id as RunAct, menuRun, menu.anchor)}
          onClose={closeMenu}
        />
      ) : null}
    </RunNames>
  );
}
