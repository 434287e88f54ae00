import { IconBraces, IconDots, IconPlayerPlay, IconStar, IconStarFilled } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ProcessIcon } from '../../contract/process.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { useHold } from '../api/use-hold.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { StatusWord } from '../ui/status-word.tsx';
import { useNow } from '../ui/now.ts';
import { noRunState, outcomeState, scheduleState } from '../words/states.ts';
import { useWords } from '../words/words.tsx';
import { noNextRun } from './schedule-words.ts';
import { RunningState, type RunningStateProps } from './running-state.tsx';
import classes from './schedules.module.css';

interface ButtonCellProps {
  readonly row: ScheduleRow;
  /** As people read it. */
  readonly name: string;
  /** The row is the tab stop of the grid. */
  readonly isActive: boolean;
  /** Why the buttons are disabled. */
  readonly refusal: string | null;
}

export function FavouriteCell({ row, name, isActive }: Omit<ButtonCellProps, 'refusal'>) {
  const { w, say } = useWords();
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const words = w.schedules.actions;
  return (
    <IconButton
      label={say(row.isFavourite ? words.unfavourite : words.favourite, { name })}
      aria-pressed={row.isFavourite}
      data-action="favourite"
      refusal={refusal}
      tabIndex={isActive ? 0 : -1}
      className={row.isFavourite ? (classes.starred ?? '') : (classes.star ?? '')}
    >
      {row.isFavourite ? <IconStarFilled size="0.9375rem" /> : <IconStar size="0.9375rem" stroke={1.6} />}
    </IconButton>
  );
}

interface ActionsCellProps extends Omit<ButtonCellProps, 'row'> {
  readonly isMarked: boolean;
}

export function ActionsCell({ name, isActive, refusal, isMarked }: ActionsCellProps) {
  const { w, say } = useWords();
  const words = w.schedules.actions;
  const tabIndex = isActive ? 0 : -1;
  return (
    <span className={classes.actions}>
      <IconButton
        label={say(words.parameters, { name })}
        data-action="parameters"
        tabIndex={tabIndex}
        aria-haspopup="dialog"
      >
        <IconBraces size="1.0625rem" stroke={1.7} />
      </IconButton>
      <IconButton
        label={say(words.run, { name })}
        data-action="run"
        refusal={refusal}
        tabIndex={tabIndex}
        className={isMarked ? (classes.highlight ?? '') : ''}
      >
        <IconPlayerPlay size="1.0625rem" stroke={1.7} />
      </IconButton>
      <IconButton label={say(words.menu, { name })} data-action="menu" tabIndex={tabIndex} aria-haspopup="menu">
        <IconDots size="1.0625rem" stroke={1.7} />
      </IconButton>
    </span>
  );
}

interface NameCellProps {
  readonly row: ScheduleRow;
  /** As people read it. */
  readonly name: string;
  /** The title of its process. */
  readonly title: string;
  readonly icon: ProcessIcon | undefined;
  readonly isActive: boolean;
  readonly isFolded: boolean;
}

export function NameCell({ row, name, title, icon, isActive, isFolded }: NameCellProps) {
  const ids = name === row.process ? name : `${name}\n${row.process}`;
  return (
    <span className={classes.named} title={ids}>
      <Glyph name={icon} className={classes.glyph} />
      <span className={`${classes.lines ?? ''} ${classes.names ?? ''}`}>
        <Link href={`/schedules/${row.id}`} className={classes.nameLink} tabIndex={isActive ? 0 : -1}>
          {name}
        </Link>
        {title !== name && !isFolded ? <span className={classes.second}>{title}</span> : null}
      </span>
    </span>
  );
}

export function StateCell({ row, usualMs }: Omit<RunningStateProps, 'run'>) {
  const { w, because } = useWords();
  const hold = useHold();
  const state = scheduleState(row, w, hold?.holds(row));
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

export function NextCell({ row, isOff }: { readonly row: ScheduleRow; readonly isOff: boolean }) {
  const speech = useWords();
  const { times, because } = speech;
  const now = useNow();
  const hold = useHold();
  const isInVain = isOff && row.state === 'active';
  const isHeld = hold?.holds(row) === true;
  if (isInVain || isHeld || row.due === null || row.state !== 'active') {
    const why = isInVain
      ? because({ code: 'process-disabled', params: { process: row.process } })
      : isHeld
        ? because(hold.reason)
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

export function ResultCell({ row }: { readonly row: ScheduleRow }) {
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
