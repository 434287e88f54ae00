import type { RunDetail } from '../../contract/run.ts';
import { useNow } from '../ui/now.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useWords } from '../words/words.tsx';
import classes from './run-page.module.css';

/** The progress of a run: a number only if it reported one; otherwise its usual duration. */
export function RunProgress({ run }: { readonly run: RunDetail }) {
  const isRunning = run.status === 'running' || run.status === 'cancelling';
  return isRunning && run.startedAt !== null ? <Bar run={run} startedAt={run.startedAt} /> : null;
}

function Bar({ run, startedAt }: { readonly run: RunDetail; readonly startedAt: number }) {
  const { w, say, times } = useWords();
  const words = w.runs.page;
  const elapsed = useNow(1000) - startedAt;
  const percent = run.progress?.percent ?? null;
  const isLong = run.usualMs !== null && elapsed > 2 * run.usualMs;
  const usual =
    run.usualMs === null ? null : say(isLong ? words.longer : words.usually, { duration: times.duration(run.usualMs) });
  const facts = [run.progress?.text, usual].filter((text) => text !== undefined && text !== null && text !== '');
  return (
    <div className={classes.progress}>
      <div className={classes.bar}>
        <ProgressBar label={words.progress} percent={percent} />
      </div>
      {percent === null ? null : <span className={classes.percent}>{times.percent(Math.round(percent) / 100)}</span>}
      <span className={classes.doing}>{facts.join(' · ')}</span>
    </div>
  );
}
