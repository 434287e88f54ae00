import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useOverview } from '../api/queries.ts';
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
import { NoticeList } from './notice-list.tsx';
import { Ranks } from './ranks.tsx';
import { VaultExpiry } from './vault-expiry.tsx';
import { TodayLanes } from './today-lanes.tsx';
import classes from './overview.module.css';

/** Five empty sections are shown as one sentence. */
const isQuiet = ({ durations, running, waiting, next, attention }: OverviewAnswer): boolean =>
  durations.length + running + waiting + attention.length === 0 && next === null;

/** A health check at a glance: four key figures, durations, today, and what needs attention. */
export function Screen() {
  const { w } = useWords();
  const [search, setSearch] = useSearchState();
  const given = search.get('period') as Period | null;
  const period = given !== null && periods.includes(given) ? given : '7d';
  const overview = useOverview(period);
  return (
    <ScreenFrame
      title={w.overview.title}
      maxWidth={2000}
      tools={
        <Segmented
          label={w.overview.period}
          value={period}
          onChange={(next) => setSearch({ period: next === '7d' ? null : next })}
          options={periods.map((name) => ({ value: name, label: w.overview.periods[name] }))}
        />
      }
    >
      {overview.isError && !overview.data ? (
        <ProblemPanel error={overview.error} onRetry={() => overview.refetch()} />
      ) : overview.isPending ? (
        <SkeletonRows rows={6} height={64} />
      ) : (
        <div className={classes.page}>
          <NoticeList />
          <VaultExpiry />
          <Facts overview={overview.data} />
          {isQuiet(overview.data) ? (
            <EmptyState text={w.overview.quiet}>
              <Button component={Link} href="/schedules" variant="default">
                {w.overview.openScheduler}
              </Button>
            </EmptyState>
          ) : (
            <>
              <DurationBars durations={overview.data.durations} />
              <TodayLanes />
              <AttentionList rows={overview.data.attention} all={overview.data.attentionCounts.all} />
              <Ranks overview={overview.data} />
            </>
          )}
        </div>
      )}
    </ScreenFrame>
  );
}
