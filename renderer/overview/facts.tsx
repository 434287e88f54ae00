import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OverviewAnswer } from '../../contract/overview.ts';
import { useHold } from '../api/use-hold.ts';
import { useNow } from '../ui/now.ts';
import { useWords } from '../words/words.tsx';
import classes from './overview.module.css';

/** Fewer runs than this give no meaningful rate. */
const leastForRate = 5;

/** The four key figures. */
export function Facts({ overview }: { readonly overview: OverviewAnswer }) {
  const { w, say, count, times, because } = useWords();
  const words = w.overview.facts;
  const now = useNow();
  const { succeeded, ended, running, waiting, next, attentionCounts } = overview;
  const { all, didNotRun: missed } = attentionCounts;
  const hold = useHold();
  const isHeld = next !== null && hold?.holds({ state: 'active', due: next.due }) === true;
  function nextText(): string {
    if (next === null) return words.noNext;
    if (isHeld) return because(hold.reason);
    return say(words.nextOf, { name: next.name, time: times.relative(next.due, now) });
  }
  function attentionText(): string {
    if (all === 0) return words.noAttention;
    if (missed === 0) return words.failed;
    const failed = all - missed;
    if (failed === 0) return words.missed;
    return say(words.failedAndMissed, { failed: times.number(failed), missed: times.number(missed) });
  }
  return (
    <dl className={classes.facts} aria-label={words.label}>
      <Fact
        name={words.rate}
        value={ended < leastForRate ? '—' : times.percent(succeeded / ended)}
        more={
          ended < leastForRate
            ? words.tooFew
            : say(words.rateOf, { n: times.number(succeeded), of: times.number(ended) })
        }
      />
      <Fact
        name={words.running}
        value={<Link href="/runs?result=running">{times.number(running)}</Link>}
        more={count(words.waiting, waiting)}
      />
      <Fact
        name={words.next}
        value={next === null || isHeld ? words.none : times.short(next.due, now)}
        more={nextText()}
      />
      <Fact
        name={words.attention}
        isBad={all > 0}
        value={<Link href="/schedules?state=failing">{times.number(all)}</Link>}
        more={attentionText()}
      />
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly more: string;
  readonly isBad?: boolean;
}

function Fact({ name, value, more, isBad = false }: FactProps) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd className={classes.big} data-bad={isBad || undefined}>
        {value}
      </dd>
      <dd className={classes.more} title={more}>
        {more}
      </dd>
    </div>
  );
}
