import { useState } from 'react';
import { useLocation } from 'wouter';
import { exampleIn } from '../../contract/example.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { useProcesses, useSchedules, useSession } from '../api/queries.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useWorkerFilter } from '../api/workers.ts';
import { focusActiveRow } from '../ui/grid/active-row.ts';
import { useSetFooterNote } from '../ui/footer-note.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { useFocusFallback } from '../ui/use-focus-return.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { ScheduleGrid } from './schedule-grid.tsx';
import { SchedulerDialogs } from './scheduler-dialogs.tsx';
import { SchedulerActions, SchedulerTools } from './scheduler-head.tsx';
import { SchedulerStrip } from './scheduler-strip.tsx';
import { useLastOutcomes } from './use-last-outcomes.ts';
import { useScheduleActions } from './use-schedule-actions.ts';
import { useShownRows } from './use-shown-rows.ts';

const noRows: readonly ScheduleRow[] = [];

/** The start page: what ran, what will run, and why something did not. The address selects the open dialog. */
export function SchedulerScreen() {
  const { w, say, times, mayNot } = useWords();
  const [path] = useLocation();
  const parametersOf = /^\/schedules\/([^/]+)\/parameters$/.exec(path)?.[1] ?? null;
  const [search, setSearch] = useSearchState();
  const schedules = useSchedules();
  const processes = useProcesses().data?.processes ?? [];
  const session = useSession().data;
  const actions = useScheduleActions();
  const history = useLastOutcomes();
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('operator');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());

  const rows = schedules.data?.rows ?? noRows;
  const query = search.get('q') ?? '';
  const { fleet, worker } = useWorkerFilter(search.get('worker'));
  const found = useShownRows(rows, search, worker);
  const selectedRows = found.shown.filter((row) => selected.has(row.id));
  const isGuide = session?.settings.firstRunDismissed === false && mayNot('administrator') === null;
  const example = isGuide ? exampleIn(rows) : undefined;
  const counts = { shown: times.number(found.shown.length), total: times.number(rows.length) };
  useSetFooterNote(schedules.data ? say(w.app.footer.schedules, counts) : null);
  useFocusFallback(parametersOf ?? search.get('run'));
  function clearSelection(): void {
    focusActiveRow();
    setSelected(new Set());
  }
  return (
    <ScreenFrame
      title={w.app.nav.schedules}
      tools={
        <SchedulerTools
          filter={search.get('state')}
          query={query}
          history={history}
          fleet={fleet}
          worker={worker}
          onChange={setSearch}
        />
      }
      actions={<SchedulerActions isPaused={session?.isPaused ?? false} refusal={refusal} />}
      strip={
        <SchedulerStrip
          example={example}
          selected={selectedRows}
          query={query}
          asked={found.asked}
          onSearch={(q) => setSearch({ q })}
          actions={actions}
          processes={processes}
          refusal={refusal}
          onClear={clearSelection}
        />
      }
      isFull
    >
      {schedules.isError && !schedules.data ? (
        <ProblemPanel error={schedules.error} onRetry={() => schedules.refetch()} />
      ) : schedules.isPending ? (
        <SkeletonRows />
      ) : (
        <ScheduleGrid
          rows={rows}
          found={found}
          selected={selected}
          onSelect={setSelected}
          actions={actions}
          refusal={refusal}
          example={example}
          outcomes={history.outcomes}
        />
      )}
      <SchedulerDialogs
        runWith={rows.find(({ id }) => id === search.get('run'))}
        parametersOf={parametersOf}
        processes={processes}
      />
    </ScreenFrame>
  );
}
