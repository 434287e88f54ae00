import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useOverview } from '../api/queries.ts';
import { useNeeded } from '../api/use-needed.ts';
import type { Period } from '../api/keys.ts';
import { periods, type OverviewAnswer } from '../../contract/overview.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { AttentionList } from './attention-list.tsx';
import { DurationBars } from './duration-bars.tsx';
import { Facts } from './facts.tsx';
import { NextList } from './next-list.tsx';
import { Ranks } from './ranks.tsx';
import { useExpiring } from './vault-expiry.tsx';
import { TodayLanes } from './today-lanes.tsx';
import classes from './overview.module.css';

/** Empty sections are shown as one sentence. */
const isQuiet = ({ durations, running, waiting, next }: OverviewAnswer): boolean =>
  durations.length + running + waiting === 0 && next === null;

/** First what needs a person, then what is next, then how it went. */
export function Screen() {
  const { w } = useWords();
  const [search, setSearch] = useSearchState();
  const given = search.get('period') as Period | null;
  const period = given !== null && periods.includes(given) ? given : '7d';
  const overview = useOverview(period);
  const needed = useNeeded();
  const isNothing = needed + useExpiring().length === 0 && overview.data !== undefined && isQuiet(overview.data);
  return (
    <ScreenFrame title={w.overview.title} maxWidth={2000}>
      {overview.isError && !overview.data ? (
        <ProblemPanel error={overview.error} onRetry={() => overview.refetch()} />
      ) : overview.isPending ? (
        <SkeletonRows rows={6} height={64} />
      ) : (
        <div className={classes.page}>
          {isNothing ? (
            <EmptyState text={w.overview.quiet}>
              <Button component={Link} href="/schedules" variant="default">
                {w.overview.openScheduler}
              </Button>
            </EmptyState>
          ) : (
            <>
              <AttentionList />
              <div className={classes.pair}>
                <NextList overview={overview.data} />
                <section>
                  <div className={classes.head}>
                    <h2 className={classes.heading}>{w.overview.went}</h2>
                    <Segmented
                      label={w.overview.period}
                      value={period}
                      onChange={(next) => setSearch({ period: next === '7d' ? null : next })}
                      options={periods.map((name) => ({ value: name, label: w.overview.periods[name] }))}
                    />
                  </div>
                  <Facts overview={overview.data} />
                </section>
              </div>
              <TodayLanes />
              <DurationBars durations={overview.data.durations} />
              <Ranks overview={overview.data} />
            </>
          )}
        </div>
      )}
    </ScreenFrame>
  );
}
