import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { PartOverScreen } from '../ui/part-over-screen.tsx';
import { keptSearch, parametersOf as placeOfParameters } from './use-row-acts.ts';

const ParametersDialog = lazyPart(() =>
  import('./parameters/parameters-dialog.tsx').then((module) => module.ParametersDialog),
);

const RunWithDialog = lazyPart(() => import('./run-with-dialog.tsx').then((module) => module.RunWithDialog));

interface SchedulerDialogsProps {
  readonly runWith: ScheduleRow | undefined;
  /** The id of the schedule whose parameters are shown. */
  readonly parametersOf: string | null;
  readonly processes: readonly ProcessRow[];
}

/** The dialogs over the list; the address selects the open one. */
export function SchedulerDialogs({ runWith, parametersOf, processes }: SchedulerDialogsProps) {
  const [, navigate] = useLocation();
  const [, setSearch] = useSearchState();
  const back = useCallback(() => navigate(`/schedules${keptSearch()}`), [navigate]);
  return (
    <>
      {runWith ? (
        <PartOverScreen onClose={() => setSearch({ run: null })} onOpenAgain={() => setSearch({ run: runWith.id })}>
          <RunWithDialog row={runWith} processes={processes} onClose={() => setSearch({ run: null })} />
        </PartOverScreen>
      ) : null}
      {parametersOf === null ? null : (
        <PartOverScreen onClose={back} onOpenAgain={() => navigate(placeOfParameters(parametersOf))}>
          <ParametersDialog id={parametersOf} onClose={back} />
        </PartOverScreen>
      )}
    </>
  );
}
