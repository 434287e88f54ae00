import { useMemo } from 'react';
import { useSchedules } from '../api/queries.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './editor.module.css';

/** The schedules that use a process: they always run its saved version. */
export function UsedBy({ process }: { readonly process: string }) {
  const { language, count } = useWords();
  const rows = useSchedules().data?.rows;
  const usedBy = useMemo(
    () => (rows ?? []).filter((each) => each.process === process && each.state !== 'ended'),
    [rows, process],
  );
  if (usedBy.length === 0) return null;
  return (
    <p className={classes.used}>
      {count(processWords[language].editor.usedBy, usedBy.length, {
        names: usedBy.map((each) => each.name).join(', '),
      })}
    </p>
  );
}
