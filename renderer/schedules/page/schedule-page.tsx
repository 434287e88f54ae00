import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { CallError } from '../../api/client.ts';
import { useShownName } from '../../api/names.ts';
import { useProcesses } from '../../api/queries.ts';
import { useRunsOf, useShownSchedule } from '../../api/schedule-page.ts';
import { useIsOffline } from '../../api/use-live.tsx';
import { useSearchState } from '../../ui/hash-location.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { PartOverScreen } from '../../ui/part-over-screen.tsx';
import { ScreenFrame } from '../../ui/screen.tsx';
import { EmptyState, SkeletonRows } from '../../ui/states.tsx';
import { ProblemPanel } from '../../words/problem-panel.tsx';
import { schedulePageWords } from '../../words/schedule-page-words.ts';
import { useWords } from '../../words/words.tsx';
import { useScheduleActions } from '../use-schedule-actions.ts';
import { AboutSection } from './about-section.tsx';
import { LatestRuns } from './latest-runs.tsx';
import { PageButtons } from './page-buttons.tsx';
import { PageTitle } from './page-title.tsx';
import classes from './page.module.css';
import { Trend } from './trend.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { usePageActs } from './use-page-acts.ts';
import { WhenSection } from './when-section.tsx';
import { WhySection } from './why-section.tsx';

const ParametersDialog = lazyPart(() =>
  import('../parameters/parameters-dialog.tsx').then((module) => module.ParametersDialog),
);
const RunWithDialog = lazyPart(() => import('../run-with-dialog.tsx').then((module) => module.RunWithDialog));

/** One schedule: when it runs, how it went, what it gives its process, and what can be done with it. */
export function SchedulePage({ id }: { readonly id: string }) {
  const { w, language } = useWords();
  const words = schedulePageWords[language];
  const { row, error, refetch } = useShownSchedule(id);
  if (row !== undefined) return <LoadedSchedule row={row} />;
  const isGone = error instanceof CallError && ['NOT_FOUND', 'GONE'].includes(error.code);
  return (
    <ScreenFrame title={w.app.nav.schedules}>
      {isGone ? (
        <EmptyState text={words.gone}>
          <Button component={Link} href="/schedules" variant="default">
            {w.app.problems.toScheduler}
          </Button>
          <Button component={Link} href={`/runs?schedule=${id}`} variant="default">
            {words.goneRuns}
          </Button>
        </EmptyState>
      ) : error !== null ? (
        <ProblemPanel error={error} onRetry={refetch} />
      ) : (
        <SkeletonRows />
      )}
    </ScreenFrame>
  );
}

function LoadedSchedule({ row }: { readonly row: ScheduleRow }) {
  const { w, mayNot } = useWords();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('operator');
  const actions = useScheduleActions();
  const processes = useProcesses().data?.processes ?? [];
  const runs = useRunsOf(row.id).data?.runs;
  const acts = usePageActs({ row, actions, processes, refusal });
  usePageKeys(acts.act);
  const dialog = search.get('show');
  const close = (): void => setSearch({ show: null, run: null });
  return (
    <ScreenFrame
      title={<PageTitle row={row} />}
      name={useShownName()(row)}
      actions={<PageButtons row={row} refusal={refusal} {...acts} />}
    >
      <div className={classes.page} data-screen-keys="run parameters edit">
        <div className={classes.main}>
          <WhenSection row={row} />
          <Trend runs={runs} />
          <LatestRuns row={row} runs={runs} />
        </div>
        <div className={classes.side}>
          <WhySection row={row} />
          <AboutSection row={row} processes={processes} />
        </div>
      </div>
      {dialog === 'parameters' ? (
        <PartOverScreen onClose={close} onOpenAgain={() => navigate(`/schedules/${row.id}?show=parameters`)}>
          <ParametersDialog id={row.id} onClose={close} />
        </PartOverScreen>
      ) : null}
      {search.get('run') === row.id ? (
        <PartOverScreen onClose={close} onOpenAgain={() => setSearch({ run: row.id })}>
          <RunWithDialog row={row} processes={processes} onClose={close} />
        </PartOverScreen>
      ) : null}
    </ScreenFrame>
  );
}
