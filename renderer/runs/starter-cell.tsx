import { createContext, use } from 'react';
import { Link } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/words.tsx';
import { startedBy } from './run-words.ts';
import classes from './runs.module.css';

/** The names of the runs that the list shows, by their IDs: for those that follow one of them. */
export const RunNames = createContext<ReadonlyMap<string, string>>(new Map());

/** Who or what started a run; of what follows another run, a link to that one. */
export function StarterCell({ run }: { readonly run: Run }) {
  const speech = useWords();
  const names = use(RunNames);
  const text = startedBy(run, speech, (id) => names.get(id) ?? null);
  if (run.follows === undefined) return <span className={classes.dim}>{text}</span>;
  return (
    <Link href={`/runs/${run.follows.run}`} className={classes.dim} tabIndex={-1} title={text}>
      {text}
    </Link>
  );
}

const none: ReadonlyMap<string, string> = new Map();

/** The names of runs, if one of them follows another. */
export const namesOf = (runs: readonly Run[], nameOf: (run: Run) => string): ReadonlyMap<string, string> =>
  runs.some(({ follows }) => follows !== undefined) ? new Map(runs.map((run) => [run.id, nameOf(run)])) : none;
