import { Button, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus } from '@tabler/icons-react';
import { useProcesses } from '../api/queries.ts';
import type { Fleet } from '../api/workers.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { WorkerChoice } from '../values/worker-choice.tsx';
import { useWords } from '../words/words.tsx';
import classes from './timeline.module.css';
import { shifted, views, type TimeWindow, type View } from './time-window.ts';

export interface TimelineToolsProps {
  readonly view: View;
  readonly shown: TimeWindow;
  readonly process: string | null;
  /** null: there is only this computer. */
  readonly fleet: Fleet | null;
  /** The ID of a worker or the name of a group; null: all. */
  readonly worker: string | null;
  readonly onView: (view: View) => void;
  readonly onShow: (window: TimeWindow) => void;
  readonly onToday: () => void;
  readonly onZoom: (direction: 1 | -1) => void;
  readonly onFilter: (change: { readonly process?: string | null; readonly worker?: string | null }) => void;
}

/** The controls for the shown time and the view. */
export function TimelineTools(props: TimelineToolsProps) {
  const { view, onView } = props;
  const words = useWords().w.timeline;
  return (
    <>
      <Segmented
        label={words.view}
        value={view}
        onChange={onView}
        options={views.map((name) => ({ value: name, label: words.views[name] }))}
      />
      {view === 'load' ? null : <SpanTools {...props} />}
    </>
  );
}

/** Which time, how near, and of what: the table of a week has none of these. */
function SpanTools(props: TimelineToolsProps) {
  const { shown, process, fleet, worker, onShow, onToday, onZoom, onFilter } = props;
  const { w, times } = useWords();
  const words = w.timeline;
  const processes = useProcesses().data?.processes ?? [];
  return (
    <>
      <span className={classes.steps}>
        <IconButton label={words.earlier} onClick={() => onShow(shifted(shown, -1, times))}>
          <IconChevronLeft size="1.0625rem" />
        </IconButton>
        <Button size="xs" variant="default" onClick={onToday}>
          {words.today}
        </Button>
        <IconButton label={words.later} onClick={() => onShow(shifted(shown, 1, times))}>
          <IconChevronRight size="1.0625rem" />
        </IconButton>
      </span>
      <span className={classes.steps}>
        <IconButton label={words.farther} onClick={() => onZoom(-1)}>
          <IconMinus size="1.0625rem" />
        </IconButton>
        <IconButton label={words.nearer} onClick={() => onZoom(1)}>
          <IconPlus size="1.0625rem" />
        </IconButton>
      </span>
      <Select
        size="xs"
        w="12rem"
        aria-label={words.process}
        placeholder={words.allProcesses}
        data={processes.map((row) => ({ value: row.process.name, label: row.process.title ?? row.process.name }))}
        value={process}
        onChange={(name) => onFilter({ process: name })}
        clearable
        clearButtonProps={{ 'aria-label': w.app.calendar.clear }}
        searchable={processes.length > 10}
      />
      {fleet === null ? null : (
        <WorkerChoice
          isBare
          className={classes.worker ?? ''}
          label={w.workerChoice.label}
          any={w.workerChoice.all}
          choices={fleet}
          value={worker}
          onChange={(target) => onFilter({ worker: target })}
        />
      )}
    </>
  );
}
