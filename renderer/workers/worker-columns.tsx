import { IconDots, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { FleetWorker } from '../../contract/worker.ts';
import type { GridColumn } from '../ui/grid/columns.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useNow } from '../ui/now.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { workerWords } from '../words/worker-words.ts';
import { personName, useWords, type Speech } from '../words/words.tsx';
import { hasOtherTime, isThere, workerState } from './worker-state.ts';
import classes from './workers.module.css';

export interface ColumnFacts {
  /** Why nothing can be changed now. */
  readonly refusal: string | null;
  /** The title of a process. */
  readonly titleOf: (process: string) => string;
  readonly hasGroups: boolean;
  /** A clock is so far off that it matters. */
  readonly areClocksOff: boolean;
}

/** The columns of the list of workers. */
export function workerColumns(speech: Speech, facts: ColumnFacts): readonly GridColumn<FleetWorker>[] {
  const words = workerWords[speech.language];
  const { columns } = words;
  return [
    { id: 'name', header: columns.name, width: 150, grow: 1.4, cell: (worker) => <NameCell worker={worker} /> },
    { id: 'state', header: columns.state, width: 158, grow: 1, cell: (worker) => <StateCell worker={worker} /> },
    {
      id: 'seen',
      header: columns.seen,
      width: 104,
      hideBelow: 648,
      cell: (worker) => <SeenCell worker={worker} />,
    },
    {
      id: 'running',
      header: columns.running,
      width: 150,
      grow: 1.6,
      cell: (worker) => <RunningCell worker={worker} titleOf={facts.titleOf} />,
    },
    {
      id: 'queued',
      header: columns.queued,
      width: 92,
      hideBelow: 740,
      cell: (worker) => <QueuedCell worker={worker} />,
    },
    ...(facts.hasGroups
      ? [
          {
            id: 'groups',
            header: columns.groups,
            width: 110,
            grow: 0.8,
            hideBelow: 850,
            cell: ({ groups }: FleetWorker) =>
              groups.length === 0 ? <span className={classes.dim}>{words.noGroups}</span> : groups.join(', '),
          },
        ]
      : []),
    {
      id: 'version',
      header: columns.version,
      width: 84,
      hideBelow: 1046,
      cell: ({ version }) => <span className={classes.dim}>{version === '' ? '—' : version}</span>,
    },
    ...(facts.areClocksOff
      ? [
          {
            id: 'clock',
            header: columns.clock,
            width: 112,
            hideBelow: 962,
            cell: (worker: FleetWorker) => <ClockCell worker={worker} />,
          },
        ]
      : []),
    {
      id: 'actions',
      header: columns.actions,
      isHeaderHidden: true,
      width: 84,
      isPinned: true,
      cell: (worker, { isActive }) => <ActionsCell worker={worker} isActive={isActive} refusal={facts.refusal} />,
    },
  ];
}

interface CellProps {
  readonly worker: FleetWorker;
}

function NameCell({ worker: { name, isThis, platform, cannotRun } }: CellProps) {
  const { language, count } = useWords();
  const words = workerWords[language];
  const second = [
    isThis ? words.thisComputer : null,
    platform === '' ? null : platform,
    cannotRun.length === 0 ? null : count(words.cannotRun, cannotRun.length),
  ].filter((each) => each !== null);
  return (
    <span className={classes.lines}>
      <span className={classes.name} title={name}>
        {name}
      </span>
      <span className={classes.second} title={cannotRun.length === 0 ? second.join(' · ') : cannotRun.join(', ')}>
        {second.join(' · ')}
      </span>
    </span>
  );
}

function StateCell({ worker }: CellProps) {
  const { language, say, times, w } = useWords();
  const words = workerWords[language];
  const now = useNow();
  const { mode, hasRoom, state, lastSeen } = worker;
  const more = [
    mode === null ? null : say(words.byAt, { by: personName(mode.by, w), time: times.relative(mode.since, now) }),
    isThere(worker) || lastSeen === null ? null : say(words.since, { time: times.short(lastSeen, now) }),
    hasRoom ? null : words.noRoom,
  ].filter((each) => each !== null);
  return (
    <span className={classes.lines} title={words.stateHints[state]}>
      <StatusWord {...workerState(worker, words)} />
      {more.length === 0 ? null : <span className={classes.second}>{more.join(' · ')}</span>}
    </span>
  );
}

function SeenCell({ worker }: CellProps) {
  const { language, times } = useWords();
  const words = workerWords[language];
  const now = useNow();
  const { lastSeen } = worker;
  if (lastSeen === null) return <span className={classes.dim}>{worker.isThis ? words.now : words.never}</span>;
  return (
    <span title={times.full(lastSeen)}>
      {isThere(worker) ? words.now : times.relative(Math.min(lastSeen, now), now)}
    </span>
  );
}

/** More would not fit into a line. */
const namedRuns = 2;

function RunningCell({ worker, titleOf }: CellProps & Pick<ColumnFacts, 'titleOf'>) {
  const { language, say, count, times } = useWords();
  const words = workerWords[language];
  const { running, runsAtOnce, id } = worker;
  if (running.length === 0) return <span className={classes.dim}>{words.nothingRuns}</span>;
  const named = running.slice(0, namedRuns);
  return (
    <span className={classes.lines}>
      <span className={classes.runs}>
        {named.map((run, index) => (
          <span key={run.id}>
            {index === 0 ? null : ', '}
            <Link
              href={`/runs/${run.id}`}
              className={classes.run}
              title={say(words.openRun, { process: titleOf(run.process) })}
            >
              {titleOf(run.process)}
            </Link>
          </span>
        ))}
        {running.length > named.length ? (
          <>
            {', '}
            <Link href={`/runs?worker=${encodeURIComponent(id)}&result=running&period=all`} className={classes.run}>
              {count(words.more, running.length - named.length)}
            </Link>
          </>
        ) : null}
      </span>
      {runsAtOnce === 0 ? null : (
        <span className={classes.second}>
          {say(words.ofPlaces, { n: times.number(running.length), all: times.number(runsAtOnce) })}
        </span>
      )}
    </span>
  );
}

function QueuedCell({ worker: { queued, id, name } }: CellProps) {
  const { language, count, times } = useWords();
  const words = workerWords[language];
  if (queued === 0) return <span className={classes.dim}>0</span>;
  return (
    <Link
      href={`/runs?worker=${encodeURIComponent(id)}&result=waiting&period=all`}
      className={classes.run}
      aria-label={count(words.showWaiting, queued, { name })}
      title={count(words.showWaiting, queued, { name })}
    >
      {times.number(queued)}
    </Link>
  );
}

function ClockCell({ worker }: CellProps) {
  const { language } = useWords();
  const speech = useWords();
  return (
    <span
      title={workerWords[language].clockHint}
      data-warn={hasOtherTime(worker) || undefined}
      className={classes.clock}
    >
      {hasOtherTime(worker) ? clockText(worker.clockDifferenceMs ?? 0, speech) : '—'}
    </span>
  );
}

/** "4 s ahead"; below a second nothing can be said: the way to the database takes some time itself. */
export function clockText(ms: number, { language, say, times }: Speech): string {
  const words = workerWords[language];
  if (Math.abs(ms) < 1000) return words.sameTime;
  return say(ms > 0 ? words.ahead : words.behind, { time: times.duration(Math.abs(ms)) });
}

interface ActionsCellProps extends CellProps {
  readonly isActive: boolean;
  readonly refusal: string | null;
}

function ActionsCell({ worker: { name, mode }, isActive, refusal }: ActionsCellProps) {
  const { language, say } = useWords();
  const words = workerWords[language].rowActions;
  const tabIndex = isActive ? 0 : -1;
  return (
    <span className={classes.actions}>
      {mode === null ? (
        <IconButton label={say(words.drain, { name })} data-action="drain" refusal={refusal} tabIndex={tabIndex}>
          <IconPlayerStop size="1rem" stroke={1.7} />
        </IconButton>
      ) : (
        <IconButton label={say(words.resume, { name })} data-action="resume" refusal={refusal} tabIndex={tabIndex}>
          <IconPlayerPlay size="1rem" stroke={1.7} />
        </IconButton>
      )}
      <IconButton label={say(words.more, { name })} data-action="menu" tabIndex={tabIndex}>
        <IconDots size="1rem" stroke={1.7} />
      </IconButton>
    </span>
  );
}
