import { IconDots, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { Link } from 'wouter';
import { neverRan, type Run } from '../../contract/run.ts';
import type { GridColumn } from '../ui/grid/columns.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useNow } from '../ui/now.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { StatusWord } from '../ui/status-word.tsx';
import { runState } from '../words/states.ts';
import { useWords, type Speech } from '../words/words.tsx';
import { noteOf, placeOf } from './run-words.ts';
import { StarterCell } from './starter-cell.tsx';
import classes from './runs.module.css';

/** The names that people read of a run and of a process. */
export interface RunNames {
  readonly nameOf: (run: Run) => string;
  readonly titleOf: (process: string) => string;
}

/**
 * The columns of the list of runs. `refusal`: why nothing can be changed now. `workerName`: the name of a worker or group; null: there is only
 * this computer.
 */
export function runColumns(
  speech: Speech,
  refusal: string | null,
  workerName: ((id: string) => string) | null,
  names: RunNames,
): readonly GridColumn<Run>[] {
  const { columns } = speech.w.runs;
  return [
    { id: 'result', header: columns.result, width: 156, cell: (run) => <ResultCell run={run} /> },
    {
      id: 'process',
      header: columns.process,
      width: 150,
      grow: 1.4,
      cell: (run, { isFolded }) => <NameCell run={run} names={names} isFolded={isFolded} />,
    },
    { id: 'started', header: columns.started, width: 116, cell: (run) => <StartedCell run={run} /> },
    { id: 'took', header: columns.took, width: 104, cell: (run) => <TookCell run={run} /> },
    { id: 'tries', header: columns.tries, width: 70, hideBelow: 830, cell: triesOf },
    {
      id: 'by',
      header: columns.by,
      width: 104,
      grow: 0.6,
      hideBelow: 760,
      cell: (run) => <StarterCell run={run} />,
    },
    ...(workerName === null ? [] : [workerColumn(speech, workerName)]),
    {
      id: 'note',
      header: columns.note,
      width: 150,
      grow: 3,
      hideBelow: 980,
      foldedLines: 2,
      cell: (run) => {
        const note = noteOf(run, speech);
        return note === null ? null : (
          <span className={classes.dim} title={note}>
            {note}
          </span>
        );
      },
    },
    {
      id: 'actions',
      header: columns.actions,
      isHeaderHidden: true,
      width: 80,
      isPinned: true,
      cell: (run, { isActive }) => (
        <span className={classes.actions}>
          <ActionCell run={run} name={names.nameOf(run)} isActive={isActive} refusal={refusal} />
          <IconButton
            label={speech.say(speech.w.schedules.actions.menu, { name: names.nameOf(run) })}
            data-action="menu"
            tabIndex={isActive ? 0 : -1}
          >
            <IconDots size="1rem" stroke={1.7} />
          </IconButton>
        </span>
      ),
    },
  ];
}

function workerColumn({ w }: Speech, nameOf: (id: string) => string): GridColumn<Run> {
  return {
    id: 'worker',
    header: w.workerChoice.label,
    width: 96,
    grow: 0.5,
    hideBelow: 900,
    cell: (run) => {
      const place = placeOf(run, nameOf, w);
      return (
        <span className={run.startedAt === null ? classes.dim : undefined} title={place}>
          {place}
        </span>
      );
    },
  };
}

const triesOf = (run: Run) => (
  <span className={classes.figures}>{run.attempt === 0 ? '—' : `${run.attempt}/${run.maxAttempts}`}</span>
);

function ResultCell({ run }: { readonly run: Run }) {
  const { w, times } = useWords();
  const percent = run.status === 'running' ? (run.progress?.percent ?? null) : null;
  return (
    <span className={classes.result}>
      <StatusWord {...runState(run, w)}>
        {percent === null ? undefined : times.percent(Math.round(percent) / 100)}
      </StatusWord>
      {percent === null ? null : <ProgressBar label={w.runs.page.progress} percent={percent} />}
    </span>
  );
}

interface NameCellProps {
  readonly run: Run;
  readonly names: RunNames;
  readonly isFolded: boolean;
}

function NameCell({ run, names, isFolded }: NameCellProps) {
  const name = names.nameOf(run);
  const title = names.titleOf(run.process);
  return (
    <span className={classes.lines}>
      <Link href={`/runs/${run.id}`} className={classes.name} tabIndex={-1} title={name}>
        {name}
      </Link>
      {isFolded || title === name ? null : <span className={classes.second}>{title}</span>}
    </span>
  );
}

function StartedCell({ run }: { readonly run: Run }) {
  const { times } = useWords();
  const now = useNow();
  const at = run.startedAt ?? run.dueAt;
  return (
    <span className={classes.lines} title={times.full(at)}>
      <span className={classes.figures}>{times.short(at, now)}</span>
      <span className={classes.second}>{times.relative(at, now)}</span>
    </span>
  );
}

function TookCell({ run }: { readonly run: Run }) {
  return run.startedAt !== null && run.endedAt === null ? (
    <RunningTime since={run.startedAt} />
  ) : (
    <Took from={run.startedAt} to={run.endedAt} />
  );
}

function RunningTime({ since }: { readonly since: number }) {
  const now = useNow(1000);
  return <Took from={since} to={Math.max(since, now)} />;
}

function Took({ from, to }: { readonly from: number | null; readonly to: number | null }) {
  const { times } = useWords();
  return <span className={classes.figures}>{from === null || to === null ? '—' : times.duration(to - from)}</span>;
}

function ActionCell({
  run,
  name,
  isActive,
  refusal,
}: {
  readonly run: Run;
  /** As people read it. */
  readonly name: string;
  readonly isActive: boolean;
  readonly refusal: string | null;
}) {
  const { w, say } = useWords();
  const { actions } = w.runs;
  const tabIndex = isActive ? 0 : -1;
  if (run.status !== 'ended') {
    return (
      <IconButton
        label={say(run.status === 'cancelling' ? actions.forceOf : actions.cancelOf, { name })}
        data-action="cancel"
        refusal={refusal}
        tabIndex={tabIndex}
      >
        <IconPlayerStop size="1rem" stroke={1.7} />
      </IconButton>
    );
  }
  const wasNever = neverRan.some((outcome) => outcome === run.outcome);
  return (
    <IconButton label={say(actions.retryOf, { name })} data-action="retry" refusal={refusal} tabIndex={tabIndex}>
      {wasNever ? <IconPlayerPlay size="1rem" stroke={1.7} /> : <IconRefresh size="1rem" stroke={1.7} />}
    </IconButton>
  );
}
