import { useCallback, useMemo } from 'react';
import { Link, useLocation } from 'wouter';
import { useProcessTitle, useTimeline } from '../api/queries.ts';
import { Lanes } from '../ui/lanes/lanes.tsx';
import type { Lane, Mark } from '../ui/lanes/marks.ts';
import type { Tick } from '../ui/lanes/ticks.ts';
import { useNow } from '../ui/now.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { lanesOf, mergedLabel } from '../words/lanes.ts';
import { useWords } from '../words/words.tsx';
import classes from './overview.module.css';

/** Lanes that Overview shows; the timeline shows all. */
const mostLanes = 8;

/** Today as lanes, from midnight to midnight. */
export function TodayLanes() {
  const speech = useWords();
  const { w, times } = speech;
  const [, navigate] = useLocation();
  const now = useNow(30_000);
  const date = new Date(now);
  const from = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const to = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
  const timeline = useTimeline({ from, to });
  const titleOf = useProcessTitle();
  const lanes = useMemo(
    () => (timeline.data ? lanesOf(timeline.data, now, titleOf, speech).slice(0, mostLanes) : []),
    [timeline.data, now, titleOf, speech],
  );
  const tickLabel = useCallback((tick: Tick) => times.clock(tick.at), [times]);
  const sayMerged = useCallback((mark: Mark) => mergedLabel(mark, speech), [speech]);
  function open(mark: Mark, lane: Lane): void {
    const [kind, id = ''] = mark.id.split('/');
    if (mark.count > 1 && kind === 'run') navigate(`/runs?process=${encodeURIComponent(lane.id)}&period=24h`);
    else navigate(kind === 'run' ? `/runs/${id}` : `/schedules/${id}/edit`);
  }
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.heading}>{w.overview.today.title}</h2>
        <Link href="/timeline">{w.overview.today.more}</Link>
      </div>
      {timeline.isPending ? (
        <SkeletonRows rows={4} height={40} />
      ) : lanes.length === 0 ? (
        <p className={classes.none}>{w.overview.today.none}</p>
      ) : (
        <Lanes
          label={w.timeline.lanes}
          lanes={lanes}
          from={from}
          to={to}
          now={now}
          tickLabel={tickLabel}
          mergedLabel={sayMerged}
          onOpen={open}
        />
      )}
    </section>
  );
}
