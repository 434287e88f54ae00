import type { OverviewAnswer } from '../../contract/overview.ts';
import { useWords } from '../words/words.tsx';
import classes from './overview.module.css';

/** Fewer runs than this give no meaningful rate. */
const leastForRate = 5;

/** How it went: how many of the runs succeeded, as a share, a sentence and a thin line. */
export function Facts({ overview }: { readonly overview: OverviewAnswer }) {
  const { w, say, times } = useWords();
  const words = w.overview.facts;
  const { succeeded, ended } = overview;
  const hasRate = ended >= leastForRate;
  return (
    <dl className={classes.facts}>
      <div className={classes.fact}>
        <dt>{words.rate}</dt>
        <dd className={classes.big}>{hasRate ? times.percent(succeeded / ended) : '—'}</dd>
        <dd className={classes.more}>
          {hasRate ? say(words.rateOf, { n: times.number(succeeded), of: times.number(ended) }) : words.tooFew}
        </dd>
        {hasRate ? (
          <dd className={classes.share} aria-hidden="true">
            <i style={{ width: `${(succeeded / ended) * 100}%` }} />
          </dd>
        ) : null}
      </div>
    </dl>
  );
}
