import type { ScheduleRow } from '../../contract/schedule.ts';
import { useShownName } from '../api/names.ts';
import { useNow } from '../ui/now.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { StatusWord } from '../ui/status-word.tsx';
import { scheduleState } from '../words/states.ts';
import { useWords } from '../words/words.tsx';
import classes from './schedules.module.css';

export interface RunningStateProps {
  readonly row: ScheduleRow;
  readonly run: NonNullable<ScheduleRow['activeRun']>;
  /** The usual duration of its process; null while it is unknown. */
  readonly usualMs: number | null;
}

/** The progress of a row's run: a percentage if it reports one; otherwise how long it has been running, and whether that is unusual. */
export function RunningState({ row, run, usualMs }: RunningStateProps) {
  const { w, say, times } = useWords();
  const words = w.schedules;
  const name = useShownName()(row);
  const elapsed = useElapsed(run.startedAt);
  const percent = run.progress?.percent ?? null;
  const isLong = elapsed !== null && usualMs !== null && elapsed > 2 * usualMs;
  const since = elapsed === null ? null : times.duration(Math.floor(elapsed / 1000) * 1000);
  const title = [run.progress?.text, since, isLong ? words.usually : null].filter((part) => part).join(' · ');
  return (
    <span className={classes.state} title={title}>
      <StatusWord {...scheduleState(row, w)}>
        {percent === null ? null : times.percent(Math.round(percent) / 100)}
      </StatusWord>
      {isLong && percent === null ? (
        <span className={classes.second}>{words.usually}</span>
      ) : (
        <span className={classes.bar}>
          <ProgressBar label={say(words.progress, { name })} percent={percent} />
          {percent === null ? <span className={classes.second}>{since}</span> : null}
        </span>
      )}
    </span>
  );
}

function useElapsed(since: number | null): number | null {
  const now = useNow(1000);
  return since === null ? null : Math.max(0, now - since);
}
