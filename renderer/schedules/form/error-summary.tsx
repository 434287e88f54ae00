import type { Ref } from 'react';
import { useWords } from '../../words/words.tsx';
import { ofReach, ofWhole, type FormProblem } from './form-problems.ts';
import classes from './form.module.css';

export interface ErrorSummaryProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly problems: readonly FormProblem[];
  readonly onPick: (id: string) => void;
}

/** The errors that prevent saving, as links to their fields. */
export function ErrorSummary({ ref, problems, onPick }: ErrorSummaryProps) {
  const { w, count } = useWords();
  if (problems.length === 0) return null;
  return (
    <div ref={ref} className={classes.summary} role="alert" tabIndex={-1}>
      <strong>{count(w.scheduleForm.problems.title, problems.length)}</strong>
      <ul>
        {problems.map(({ id, label, message }) => (
          <li key={id + message}>
            {id === ofWhole || id === ofReach ? (
              message
            ) : (
              <button type="button" className={classes.link} onClick={() => onPick(id)}>
                {label === '' || message.startsWith(label) ? message : `${label}: ${message}`}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
