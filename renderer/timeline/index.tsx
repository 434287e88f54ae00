import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import { useProcessTitle, useTimeline } from '../api/queries.ts';
import { useWorkerFilter } from '../api/workers.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { Lanes } from '../ui/lanes/lanes.tsx';
import type { Lane, Mark } from '../ui/lanes/marks.ts';
import type { Tick } from '../ui/lanes/ticks.ts';
import { useNow } from '../ui/now.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { lanesOf, mergedLabel } from '../words/lanes.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { Legend } from './legend.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { TimelineList } from './timeline-list.tsx';
import { TimelineTools } from './timeline-tools.tsx';
import classes from './timeline.module.css';
import { zoomed, type TimeWindow } from './time-window.ts';
import { useShownTime } from './use-shown-time.ts';

const LoadMap = lazyPart(() => import('./load-map.tsx').then((module) => module.LoadMap));

/** Past and coming runs on a timeline; the list shows the same without a drawing. */
export function Screen() {
  const speech = useWords();
  const { w, say, times } = speech;
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const now = useNow(30_000);
  const { view, shown } = useShownTime(search, now);
  const process = search.get('process');
  const { fleet, worker } = useWorkerFilter(search.get('worker'));
  const timeline = useTimeline(windowOf(shown, process, worker));
  const titleOf = useProcessTitle();
  const lanes = useMemo(
    () => (timeline.data ? lanesOf(timeline.data, now, titleOf, speech) : []),
    [timeline.data, now, titleOf, speech],
  );
  const show = (next: TimeWindow) => setSearch({ from: String(next.from), to: String(next.to) });

  const open = (mark: Mark, lane: Lane): void => navigate(behind(mark, lane, worker));
  const tickLabel = useCallback(
    (tick: Tick) => (tick.isDay ? times.day(tick.at).replace(/ ?\d{4}/, '') : times.clock(tick.at)),
    [times],
  );
  const sayMerged = useCallback((mark: Mark) => mergedLabel(mark, speech), [speech]);
  const range = say(w.timeline.shown, { from: times.full(shown.from), to: times.full(shown.to) });
  return (
    <ScreenFrame
      title={w.timeline.title}
      tools={
        <TimelineTools
          view={view}
          shown={shown}
          process={process}
          fleet={fleet}
          worker={worker}
          onView={(next) =>
            setSearch({ view: next === 'day' ? null : next, ...(next === 'list' ? {} : none), load: null })
          }
          onShow={show}
          onToday={() => setSearch(none)}
          onZoom={(direction) => show(zoomed(shown, direction, now))}
          onFilter={setSearch}
        />
      }
      isFull={view === 'list'}
      maxWidth="none"
    >
      {view === 'load' ? (
        <LoadMap />
      ) : timeline.isError && !timeline.data ? (
        <ProblemPanel error={timeline.error} onRetry={() => timeline.refetch()} />
      ) : timeline.isPending ? (
        <SkeletonRows />
      ) : lanes.every((lane) => lane.marks.length === 0) ? (
        <NothingShown process={process} worker={worker} onAll={() => setSearch({ process: null, worker: null })} />
      ) : view === 'list' ? (
        <TimelineList key={shown.from} lanes={lanes} now={now} onOpen={open} />
      ) : (
        <>
          <p className={classes.range}>{range}</p>
          <Lanes
            label={w.timeline.lanes}
            lanes={lanes}
            from={shown.from}
            to={shown.to}
            now={now}
            local={times.local}
            tickLabel={tickLabel}
            mergedLabel={sayMerged}
            onOpen={open}
            onZoom={(direction) => show(zoomed(shown, direction, now))}
          />
          <Legend />
          {timeline.data.isMerged ? <p className={classes.range}>{w.timeline.merged}</p> : null}
        </>
      )}
    </ScreenFrame>
  );
}

/** What a mark stands for: a run, a schedule, or the runs of its time. */
function behind(mark: Mark, lane: Lane, worker: string | null): string {
  const [kind, id = ''] = mark.id.split('/');
  if (kind !== 'run') return `/schedules/${id}`;
  if (mark.count === 1) return `/runs/${id}`;
  const ofWorker = worker === null ? '' : `&worker=${encodeURIComponent(worker)}`;
  return `/runs?process=${encodeURIComponent(lane.id)}&from=${mark.start - 60_000}&to=${mark.end + 60_000}${ofWorker}`;
}

const windowOf = (shown: TimeWindow, process: string | null, worker: string | null) => ({
  ...shown,
  ...(process === null ? {} : { process }),
  ...(worker === null ? {} : { worker }),
});

const none = { from: null, to: null };
