import type { Outcome } from '../../contract/run.ts';
import { useWords } from '../words/words.tsx';
import classes from './schedules.module.css';

const resultOf = (outcome: Outcome): 'good' | 'bad' | 'none' => {
  if (outcome === 'succeeded') return 'good';
  return outcome === 'failed' || outcome === 'timed-out' || outcome === 'interrupted' ? 'bad' : 'none';
};

/** Up to ten results, oldest first: filled for success, hollow for failure, short for what did not run. */
export function LastResults({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const { w, say } = useWords();
  const words = w.schedules.history;
  if (outcomes.length === 0) return <span className={classes.dim}>{words.none}</span>;
  const shown = outcomes.toReversed();
  const summary = say(words.summary, {
    good: shown.filter((outcome) => outcome === 'succeeded').length,
    n: shown.length,
    results: shown.map((outcome) => w.states.run[outcome]).join(', '),
  });
  return (
    <span className={classes.results} role="img" aria-label={summary} title={summary}>
      {shown.map((outcome, index) => (
        <i key={index} data-result={resultOf(outcome)} />
      ))}
    </span>
  );
}
