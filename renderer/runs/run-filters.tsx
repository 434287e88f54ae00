import { Suspense } from 'react';
import { ActionIcon, Checkbox, CloseButton, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { streams } from '../../contract/api.ts';
import { outcomes } from '../../contract/run.ts';
import { searchKeys, searchStates } from '../../contract/search-words.ts';
import { useProcesses, useSchedule } from '../api/queries.ts';
import { useFleet } from '../api/workers.ts';
import { SearchField } from '../search/search-field.tsx';
import { useSearchValues } from '../search/use-search-values.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { Segmented } from '../ui/segmented.tsx';
import { useNow } from '../ui/now.ts';
import { WorkerChoice } from '../values/worker-choice.tsx';
import { useWords } from '../words/words.tsx';
import { filterOf, periodNames, type RunListState } from './run-filter.ts';
import classes from './runs.module.css';

const shortFilters = ['all', 'running', 'waiting', 'succeeded', 'failed'] as const;
type ShortFilter = (typeof shortFilters)[number];
const otherOutcomes = outcomes.filter((outcome) => outcome !== 'succeeded' && outcome !== 'failed');

const ViewsMenu = lazyPart(() => import('../search/views-menu.tsx').then((module) => module.ViewsMenu));

/** Runs are never active or paused: schedules are. */
const statesOfRuns = searchStates.filter((state) => state !== 'active' && state !== 'paused');

/** A link led here from the only worker: its filter can be taken away. */
const alone = { workers: [], groups: [] };

export interface RunFiltersProps {
  readonly state: RunListState;
  readonly onChange: (change: Readonly<Record<string, string | null>>) => void;
}

/** The filters of the list; all are stored in the address. */
export function RunFilters({ state, onChange }: RunFiltersProps) {
  const { w, say, times } = useWords();
  const words = w.runs.filters;
  const now = useNow(60_000);
  const processes = useProcesses().data?.processes ?? [];
  const window =
    state.period === null
      ? say(w.runs.periods.window, {
          from: state.from === null ? '…' : times.short(state.from, now),
          to: state.to === null ? '…' : times.short(state.to, now),
        })
      : null;
  const isOther = otherOutcomes.some((outcome) => outcome === state.result);
  return (
    <>
      <Segmented
        label={words.label}
        value={isOther ? '' : (state.result as ShortFilter | '')}
        onChange={(result) => onChange({ result: result === 'all' ? null : result })}
        options={shortFilters.map((name) => ({ value: name, label: words[name] }))}
      />
      <Select
        size="xs"
        className={classes.select ?? ''}
        aria-label={words.otherResult}
        placeholder={words.other}
        data={otherOutcomes.map((outcome) => ({ value: outcome, label: w.states.run[outcome] }))}
        value={isOther ? state.result : null}
        onChange={(result) => onChange({ result: result })}
        clearable
        clearButtonProps={{ 'aria-label': w.app.calendar.clear }}
      />
      <Select
        size="xs"
        className={classes.select ?? ''}
        aria-label={words.process}
        placeholder={words.allProcesses}
        data={processes.map(({ process }) => ({ value: process.name, label: process.title ?? process.name }))}
        value={state.process}
        onChange={(process) => onChange({ process })}
        clearable
        clearButtonProps={{ 'aria-label': w.app.calendar.clear }}
        searchable={processes.length > 10}
      />
      <WorkerFilter worker={state.worker} onChange={onChange} />
      <Select
        size="xs"
        className={classes.select ?? ''}
        aria-label={words.period}
        data={[
          ...periodNames.map((name) => ({ value: name, label: w.runs.periods[name] })),
          ...(window === null ? [] : [{ value: 'window', label: window }]),
        ]}
        value={state.period ?? 'window'}
        onChange={(period) =>
          period === 'window' ? undefined : onChange({ period: period === '7d' ? null : period, from: null, to: null })
        }
        allowDeselect={false}
      />
      <ScheduleChip id={state.schedule} onClear={() => onChange({ schedule: null })} />
      <Checkbox
        size="xs"
        label={words.tests}
        checked={state.tests}
        onChange={(event) => onChange({ tests: event.currentTarget.checked ? 'true' : null })}
      />
      <RunSearch state={state} onChange={onChange} />
      <TableLink state={state} />
    </>
  );
}

/** Search, and the saved views of the list. */
function RunSearch({ state, onChange }: RunFiltersProps) {
  const { w } = useWords();
  const valuesOf = useSearchValues(statesOfRuns);
  return (
    <>
      <SearchField
        label={w.runs.searchLabel}
        value={state.q}
        keys={searchKeys}
        valuesOf={valuesOf}
        onChange={(q) => onChange({ q })}
      />
      <Suspense fallback={null}>
        <ViewsMenu screen="runs" />
      </Suspense>
    </>
  );
}

/** The runs of the filter as a file. A system that writes a decimal comma has the semicolon between its cells. */
function TableLink({ state }: Pick<RunFiltersProps, 'state'>) {
  const { w, language } = useWords();
  const now = useNow(60_000);
  const separator = (1.5).toLocaleString().includes(',') ? 'semicolon' : 'comma';
  const query = new URLSearchParams(
    Object.entries({ ...filterOf(state, now), language, separator }).map(([name, value]) => [name, String(value)]),
  );
  return (
    <ActionIcon
      component="a"
      variant="default"
      size="input-xs"
      href={`${streams.runsTable.path}?${query.toString()}`}
      download
      aria-label={w.runs.table}
      title={w.runs.table}
    >
      <IconDownload size="0.9375rem" />
    </ActionIcon>
  );
}

interface WorkerFilterProps extends Pick<RunFiltersProps, 'onChange'> {
  readonly worker: string | null;
}

/** The worker or group, where there are several. */
function WorkerFilter({ worker, onChange }: WorkerFilterProps) {
  const words = useWords().w.workerChoice;
  const fleet = useFleet();
  if (fleet === null && worker === null) return null;
  return (
    <WorkerChoice
      isBare
      className={classes.select ?? ''}
      label={words.label}
      any={words.all}
      choices={fleet ?? alone}
      value={worker}
      onChange={(target) => onChange({ worker: target })}
    />
  );
}

/** The schedule that the list is filtered by, with a button to clear it. */
function ScheduleChip({ id, onClear }: { readonly id: string | null; readonly onClear: () => void }) {
  const { w, say } = useWords();
  const schedule = useSchedule(id);
  if (id === null) return null;
  return (
    <span className={classes.chip}>
      {say(w.runs.filters.schedule, { name: schedule.data?.row.name ?? id.slice(0, 8) })}
      <CloseButton size="sm" aria-label={w.runs.filters.clearSchedule} onClick={onClear} />
    </span>
  );
}
