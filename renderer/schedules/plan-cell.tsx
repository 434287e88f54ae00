import type { ScheduleRow } from '../../contract/schedule.ts';
import { useTargetName } from '../follow-ups/target-name.ts';
import { thenInWords } from '../follow-ups/then-in-words.ts';
import { useWords } from '../words/words.tsx';
import { whenInWords, planTitle } from './schedule-words.ts';
import classes from './schedules.module.css';

/** When a schedule runs, and what follows its runs. */
export function PlanCell({ row }: { readonly row: ScheduleRow }) {
  const speech = useWords();
  if (row.options.then !== undefined) return <PlanWithThen row={row} />;
  return (
    <span className={classes.clamp} title={planTitle(row, speech)}>
      {whenInWords(row, speech)}
    </span>
  );
}

function PlanWithThen({ row }: { readonly row: ScheduleRow }) {
  const speech = useWords();
  const then = thenInWords(row.options.then, useTargetName(), speech);
  return (
    <span className={classes.lines} title={`${planTitle(row, speech)}\n${then}`}>
      <span className={classes.oneLine}>{whenInWords(row, speech)}</span>
      <span className={classes.second}>{then}</span>
    </span>
  );
}
