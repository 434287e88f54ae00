import { useMemo, useState, type KeyboardEvent } from 'react';
import type { RunDetail } from '../../contract/run.ts';
import { fillPath } from '../api/client.ts';
import { streams } from '../../contract/api.ts';
import { useRunLog } from '../api/use-run-log.ts';
import { LogPanel } from '../ui/log/log-panel.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { ErrorState, SkeletonRows } from '../ui/states.tsx';
import { logLabels } from '../words/log-labels.ts';
import { useWords } from '../words/words.tsx';
import { useFirstError } from './use-first-error.ts';
import classes from './run-page.module.css';

export interface LogTabProps {
  readonly run: RunDetail;
  readonly attempt: number;
  readonly line: number | null;
  readonly onLine: (line: number | null) => void;
  readonly onAttempt: (number: number) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** The log of a run's attempt, live while it runs. */
export function LogTab(props: LogTabProps) {
  const { run, attempt } = props;
  const { w } = useWords();
  if (attempt === 0) {
    const text = run.status === 'ended' ? w.runs.log.neverRan : w.runs.log.notYet;
    return <p className={classes.none}>{text}</p>;
  }
  return <AttemptLog {...props} />;
}

function AttemptLog({ run, attempt, line, onLine, onAttempt, onKey }: LogTabProps) {
  const speech = useWords();
  const { w, say, times, sayProblem } = speech;
  const words = w.runs.log;
  const isActive = run.status !== 'ended' && attempt === run.attempt;
  const log = useRunLog(run.id, attempt, isActive);
  const labels = useMemo(() => logLabels(speech), [speech]);
  // A failed run opens at its first error; a reader who watched it to the end is not moved.
  const [watched, setWatched] = useState<number | null>(null);
  if (isActive && watched !== attempt) setWatched(attempt);
  const wentWrong =
    watched !== attempt && run.status === 'ended' && run.outcome !== 'succeeded' && run.outcome !== 'cancelled';
  const openAt = useFirstError(wentWrong ? run : null, attempt);
  const goal = line ?? openAt;
  if (log.problem && log.total === 0) {
    return <ErrorState text={say(words.problem, { problem: sayProblem(log.problem) })} code={log.problem.code} />;
  }
  return (
    <LogPanel
      labels={labels}
      source={log}
      time={times.clockWithMilliseconds}
      isLive={isActive}
      line={goal}
      onLine={onLine}
      hrefOf={(number) => `#/runs/${run.id}?tab=log&attempt=${attempt}&line=${number}`}
      downloadHref={`${fillPath(streams.logDownload.path, { id: run.id })}?attempt=${attempt}`}
      onKey={onKey}
      keys={run.status === 'ended' ? 'retry' : 'cancel'}
      note={
        <>
          {run.attempts.length > 1 ? (
            <div className={classes.attempts}>
              <Segmented
                label={words.attemptLabel}
                value={String(attempt)}
                onChange={(number) => onAttempt(Number(number))}
                options={run.attempts.map(({ number }) => ({
                  value: String(number),
                  label: say(words.attempt, { n: number }),
                }))}
              />
            </div>
          ) : null}
          {log.isCut ? <p className={classes.note}>{words.cut}</p> : null}
        </>
      }
      empty={
        log.isLoading ? (
          <SkeletonRows height={19} />
        ) : (
          <p className={classes.none}>{isActive ? words.notYet : log.isGone ? words.gone : words.none}</p>
        )
      }
    />
  );
}
