import { Suspense } from 'react';
import { Button } from '@mantine/core';
import { IconChartBar, IconPlayerPause, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { Link } from 'wouter';
import { searchKeys } from '../../contract/search-words.ts';
import type { Fleet } from '../api/workers.ts';
import { SearchField } from '../search/search-field.tsx';
import { useSearchValues } from '../search/use-search-values.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { unless } from '../ui/unless.ts';
import { Segmented } from '../ui/segmented.tsx';
import { useWords } from '../words/words.tsx';
import { filterNames, filterOf } from './schedule-order.ts';
import type { LastOutcomes } from './use-last-outcomes.ts';
import { usePauseAll } from './use-pause-all.ts';
import classes from './schedules.module.css';

const WorkerChoice = lazyPart(() => import('../values/worker-choice.tsx').then((module) => module.WorkerChoice));

const ViewsMenu = lazyPart(() => import('../search/views-menu.tsx').then((module) => module.ViewsMenu));

/** Where there is only this computer, nothing is for another one. */
const keysHere = searchKeys.filter((key) => key !== 'worker');

export interface SchedulerToolsProps {
  readonly filter: string | null;
  readonly query: string;
  readonly history: LastOutcomes;
  /** null: there is only this computer. */
  readonly fleet: Fleet | null;
  readonly worker: string | null;
  readonly onChange: (change: Readonly<Record<string, string | null>>) => void;
}

/** Filter and search; both are stored in the address. */
export function SchedulerTools({ filter, query, history, fleet, worker, onChange }: SchedulerToolsProps) {
  const { w } = useWords();
  const words = w.schedules;
  const valuesOf = useSearchValues();
  return (
    <>
      <Segmented
        label={words.filters.label}
        value={filterOf(filter)}
        onChange={(state) => onChange({ state: state === 'all' ? null : state })}
        options={filterNames.map((name) => ({ value: name, label: words.filters[name] }))}
      />
      {fleet === null ? null : (
        <Suspense fallback={null}>
          <WorkerChoice
            isBare
            className={classes.worker ?? ''}
            label={w.workerChoice.label}
            any={w.workerChoice.all}
            choices={fleet}
            value={worker}
            onChange={(target) => onChange({ worker: target })}
          />
        </Suspense>
      )}
      <SearchField
        label={words.searchLabel}
        hasKey
        value={query}
        keys={fleet === null ? keysHere : searchKeys}
        valuesOf={valuesOf}
        onChange={(text) => onChange({ q: text })}
      />
      <Suspense fallback={null}>
        <ViewsMenu screen="schedules" hasGroups />
      </Suspense>
      <IconButton
        label={words.history.toggle}
        aria-pressed={history.outcomes !== null}
        className={classes.toggle ?? ''}
        onClick={history.toggle}
      >
        <IconChartBar size="1.0625rem" stroke={1.7} />
      </IconButton>
    </>
  );
}

export interface SchedulerActionsProps {
  readonly isPaused: boolean;
  /** Why the buttons are disabled. */
  readonly refusal: string | null;
}

/** "Pause all", with an undo; and "New schedule". */
export function SchedulerActions({ isPaused, refusal }: SchedulerActionsProps) {
  const { w, mayNot } = useWords();
  const pauseAll = usePauseAll();
  return (
    <>
      <Button
        size="xs"
        variant="default"
        {...unless(refusal ?? mayNot('all'))}
        leftSection={isPaused ? <IconPlayerPlay size="0.9375rem" /> : <IconPlayerPause size="0.9375rem" />}
        onClick={() => void pauseAll(isPaused ? 'resume' : 'until-resume')}
      >
        {isPaused ? w.app.actions.resumeAll : w.app.actions.pauseAll}
      </Button>
      {mayNot('editor') === null ? (
        <Button component={Link} href="/schedules/new" size="xs" leftSection={<IconPlus size="0.9375rem" />}>
          {w.schedules.newSchedule}
        </Button>
      ) : null}
    </>
  );
}
