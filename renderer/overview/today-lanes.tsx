import { useCallback, useMemo } from 'react';
import { useMediaQuery } from '@mantine/hooks';
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

/** How many lanes Overview shows, normally and on a very tall screen; the timeline shows all. */
const usualLanes = 8;
const mostLanes = 24;

const hasFailed = (lane: Lane): boolean => lane.marks.some(({ failed }) => failed > 0);

/** The lanes that fit, in their given order; lanes with failures are preferred. */
function shownOf(lanes: readonly Lane[], most: number): readonly Lane[] {
  const failed = lanes.filter(hasFailed);
  const others = lanes.filter((lane) => !hasFailed(lane));
  const kept = new Set([...failed, ...others].slice(0, most));
  return lanes.filter((lane) => kept.has(lane));
}

/** Today as lanes, from midnight to midnight. */
export function TodayLanes() {
  const speech = useWords();
  const { w, count, times } = speech;
  const words = w.overview.today;
  const [, navigate] = useLocation();
  const now = useNow(30_000);
  const from = times.dayStart(now);
  const to = times.dayStart(now, 1);
  const timeline = useTimeline({ from, to });
  const titleOf = useProcessTitle();
  const lanes = useMemo(
    () => (timeline.data ? lanesOf(timeline.data, now, titleOf, speech) : []),
    [timeline.data, now, titleOf, speech],
  );
  const isHigh = useMediaQuery('(min-height: 80em)', false, { getInitialValueInEffect: false });
  const shown = useMemo(() => shownOf(lanes, isHigh ? mostLanes : usualLanes), [lanes, isHigh]);
  const others = lanes.length - shown.length;
  const tickLabel = useCallback((tick: Tick) => times.clock(tick.at), [times]);
  const sayMerged = useCallback((mark: Mark) => mergedLabel(mark, speech), [speech]);
  function open(mark: Mark, lane: Lane): void {
    const [kind, id = ''] = mark.id.split('/');
    if (mark.count > 1 && kind === 'run') navigate(`/runs?process=${encodeURIComponent(lane.id)}&period=24h`);
    else navigate(kind === 'run' ? `/runs/${id}` : `/schedules/${id}`);
  }
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.heading}>{words.title}</h2>
        <Link href="/timeline">{words.more}</Link>
      </div>
      {timeline.isPending ? (
        <SkeletonRows rows={4} height={40} />
      ) : lanes.length === 0 ? (
        <p className={classes.none}>{words.none}</p>
      ) : (
        <>
          <Lanes
            label={w.timeline.lanes}
            lanes={shown}
            from={from}
            to={to}
            now={now}
            local={times.local}
            tickLabel={tickLabel}
            mergedLabel={sayMerged}
            onOpen={open}
          />
          {others === 0 ? null : <p className={classes.others}>{count(words.others, others)}</p>}
        </>
      )}
    </section>
  );
}
