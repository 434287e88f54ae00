import { IconBraces, IconDots, IconPlayerPlay, IconStar, IconStarFilled } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ProcessIcon } from '../../contract/process.ts';
import type { Outcome } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { GridColumn } from '../ui/grid/columns.ts';
import { Glyph } from '../ui/glyph.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { StatusWord } from '../ui/status-word.tsx';
import { useNow } from '../ui/now.ts';
import { noRunState, outcomeState, scheduleState } from '../words/states.ts';
import { useWords, type Speech } from '../words/words.tsx';
import { LastResults } from './last-results.tsx';
import { noNextRun, planInWords, planTitle } from './schedule-words.ts';
import { RunningState, type RunningStateProps } from './running-state.tsx';
import classes from './schedules.module.css';

export interface ColumnFacts {
  readonly workerName: (id: string | null) => string;
  readonly iconOf: (process: string) => ProcessIcon | undefined;
  /** The process is switched off: what is due will not run. */
  readonly isOff: (process: string) => boolean;
  readonly highlight: string | null;
  /** How long a process usually takes. */
  readonly usualOf: (process: string) => number | null;
  /** Why nothing can be changed now. */
  readonly refusal: string | null;
  /** The latest outcomes of each schedule, newest first; null while the column is not wanted. */
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]> | null;
}

/** The columns of the Scheduler screen. */
export function scheduleColumns(speech: Speech, facts: ColumnFacts): readonly GridColumn<ScheduleRow>[] {
  const { w, say } = speech;
  const words = w.schedules;
  const { columns } = words;
  return [
    {
      id: 'favourite',
      header: columns.favourite,
      isHeaderHidden: true,
      width: 36,
      hideBelow: 760,
      cell: (row, { isActive }) => (
        <IconButton
          label={say(row.isFavourite ? words.actions.unfavourite : words.actions.favourite, { name: row.name })}
          aria-pressed={row.isFavourite}
          data-action="favourite"
          refusal={facts.refusal}
          tabIndex={isActive ? 0 : -1}
          className={row.isFavourite ? (classes.starred ?? '') : (classes.star ?? '')}
        >
          {row.isFavourite ? <IconStarFilled size="0.9375rem" /> : <IconStar size="0.9375rem" stroke={1.6} />}
        </IconButton>
      ),
    },
    {
      id: 'process',
      header: columns.process,
      width: 146,
      grow: 2.3,
      isSortable: true,
      cell: (row, context) => <NameCell row={row} icon={facts.iconOf(row.process)} {...context} />,
    },
    {
      id: 'state',
      header: columns.state,
      width: 142,
      grow: 0.1,
      isSortable: true,
      cell: (row) => <StateCell row={row} usualMs={facts.usualOf(row.process)} />,
    },
    {
      id: 'next',
      header: columns.next,
      width: 130,
      grow: 0.6,
      isSortable: true,
      cell: (row) => <NextCell row={row} isOff={facts.isOff(row.process)} />,
    },
    {
      id: 'result',
      header: columns.result,
      width: 144,
      grow: 1.9,
      isSortable: true,
      cell: (row) => <ResultCell row={row} />,
    },
    ...(facts.outcomes === null ? [] : [historyColumn(columns.history, facts.outcomes)]),
    {
      id: 'schedule',
      header: columns.schedule,
      width: 128,
      grow: 1.3,
      hideBelow: 866,
      cell: (row) => (
        <span className={classes.clamp} title={planTitle(row, speech)}>
          {planInWords(row, speech)}
        </span>
      ),
    },
    {
      id: 'worker',
      header: columns.worker,
      width: 80,
      grow: 0.1,
      hideBelow: facts.outcomes === null ? 946 : 1180,
      cell: (row) => facts.workerName(row.worker),
    },
    {
      id: 'actions',
      header: columns.actions,
      width: 102,
      isPinned: true,
      foldedWidth: 78,
      cell: (row, { isActive }) => {
        const tabIndex = isActive ? 0 : -1;
        return (
          <span className={classes.actions}>
            <IconButton
              label={say(words.actions.parameters, { name: row.name })}
              data-action="parameters"
              tabIndex={tabIndex}
              aria-haspopup="dialog"
            >
              <IconBraces size="1.0625rem" stroke={1.7} />
            </IconButton>
            <IconButton
              label={say(words.actions.run, { name: row.name })}
              data-action="run"
              refusal={facts.refusal}
              tabIndex={tabIndex}
              className={facts.highlight === row.id ? (classes.highlight ?? '') : ''}
            >
              <IconPlayerPlay size="1.0625rem" stroke={1.7} />
            </IconButton>
            <IconButton
              label={say(words.actions.menu, { name: row.name })}
              data-action="menu"
              tabIndex={tabIndex}
              aria-haspopup="menu"
            >
              <IconDots size="1.0625rem" stroke={1.7} />
            </IconButton>
          </span>
        );
      },
    },
  ];
}

function historyColumn(header: string, outcomes: ReadonlyMap<string, readonly Outcome[]>): GridColumn<ScheduleRow> {
  return {
    id: 'history',
    header,
    width: 130,
    hideBelow: 1000,
    cell: (row) => <LastResults outcomes={outcomes.get(row.id) ?? []} />,
  };
}

interface NameCellProps {
  readonly row: ScheduleRow;
  readonly icon: ProcessIcon | undefined;
  readonly isActive: boolean;
  readonly isFolded: boolean;
}

function NameCell({ row, icon, isActive, isFolded }: NameCellProps) {
  const isNamed = row.name !== row.process;
  return (
    <span className={classes.named} title={isNamed ? `${row.name}\n${row.process}` : row.name}>
      <Glyph name={icon} className={classes.glyph} />
      <span className={`${classes.lines ?? ''} ${classes.names ?? ''}`}>
        <Link href={`/schedules/${row.id}/edit`} className={classes.nameLink} tabIndex={isActive ? 0 : -1}>
          {row.name}
        </Link>
        {isNamed && !isFolded ? <span className={classes.second}>{row.process}</span> : null}
      </span>
    </span>
  );
}

function StateCell({ row, usualMs }: Omit<RunningStateProps, 'run'>) {
  const { w, because } = useWords();
  const state = scheduleState(row, w);
  const { activeRun } = row;
  if (activeRun?.status !== 'running' && activeRun?.status !== 'cancelling') {
    const why = activeRun?.reason ? because(activeRun.reason) : null;
    if (why === null) return <StatusWord {...state} />;
    return (
      <span className={classes.lines} title={why}>
        <StatusWord {...state} />
        <span className={classes.second}>{why}</span>
      </span>
    );
  }
  return <RunningState row={row} run={activeRun} usualMs={usualMs} />;
}

function NextCell({ row, isOff }: { readonly row: ScheduleRow; readonly isOff: boolean }) {
  const speech = useWords();
  const { times, because } = speech;
  const now = useNow();
  const isInVain = isOff && row.state === 'active';
  if (isInVain || row.due === null || row.state !== 'active') {
    const why = isInVain
      ? because({ code: 'process-disabled', params: { process: row.process } })
      : noNextRun(row, now, speech);
    return (
      <span className={`${classes.clamp ?? ''} ${classes.dim ?? ''}`} title={why}>
        — {why}
      </span>
    );
  }
  const zone = row.plan.timezone;
  return (
    <span title={`${times.full(row.due, zone)}, ${times.relative(row.due, now)}`} className={classes.lines}>
      <span className={classes.when}>
        <span>{times.shortIn(row.due, now, zone)}</span>{' '}
        <span className={classes.dim}>{times.relative(row.due, now)}</span>
      </span>
      {zone === times.homeZone ? null : <span className={classes.second}>{zone}</span>}
    </span>
  );
}

function ResultCell({ row }: { readonly row: ScheduleRow }) {
  const { w, say, times, because } = useWords();
  const now = useNow();
  const { lastRun } = row;
  if (lastRun === null) return <StatusWord {...noRunState(w)} />;
  const state = outcomeState(lastRun.outcome, w);
  const title = [
    say(w.schedules.lastRun, {
      result: state.text,
      time: times.full(lastRun.endedAt),
      duration: lastRun.durationMs === null ? '—' : times.duration(lastRun.durationMs),
    }),
    lastRun.reason === null || lastRun.outcome === 'succeeded' ? '' : because(lastRun.reason),
  ]
    .filter((line) => line !== '')
    .join('\n');
  return (
    <span className={classes.result} title={title} aria-description={title}>
      <StatusWord {...state}>{times.relative(lastRun.endedAt, now)}</StatusWord>
    </span>
  );
}
