import { useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useElementSize } from '@mantine/hooks';
import { leastPx, mergeMarks, type Lane, type Mark } from './marks.ts';
import { stepFrom, type Place } from './step-from.ts';
import { ticksOf, type LocalClock, type Tick } from './ticks.ts';
import { rememberOpened, useBackAtMark } from './use-back-at-mark.ts';
import { useTextScale } from '../text-scale.ts';
import classes from './lanes.module.css';

export interface LanesProps {
  readonly label: string;
  readonly lanes: readonly Lane[];
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** The reader's clock: ticks stand on its round times. */
  readonly local: LocalClock;
  readonly tickLabel: (tick: Tick) => string;
  readonly mergedLabel: (mark: Mark) => string;
  readonly onOpen: (mark: Mark, lane: Lane) => void;
  /** + and -; 1 is nearer, -1 is farther. */
  readonly onZoom?: (direction: 1 | -1) => void;
}

/** In px, at the usual size of text: what the word at a tick takes, with some air. */
const tickPx = 76;
/** A number needs this much room. */
const leastCountPx = 20;

/**
 * One lane a thing, time from left to right. The whole is one tab stop: arrows move between marks and lanes, Enter opens,
 * + and - zoom. A list of the same stands beside it for whoever cannot use a drawing.
 */
export function Lanes({ label, lanes, from, to, now, local, tickLabel, mergedLabel, onOpen, onZoom }: LanesProps) {
  const { ref, width } = useElementSize();
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState<Place>({ lane: 0, mark: 0 });
  const [isFocused, setIsFocused] = useState(false);
  const span = to - from;
  const scale = useTextScale();
  const ticks = useMemo(
    () => ticksOf(from, to, Math.max(1, (width || 800) / tickPx / scale), local),
    [from, to, width, scale, local],
  );
  const drawn = useMemo(() => {
    const msPerPx = span / Math.max(1, width || 800);
    const cuts = ticks.map(({ at }) => at);
    return lanes.map((lane) => ({ ...lane, marks: mergeMarks(lane.marks, msPerPx, mergedLabel, cuts) }));
  }, [lanes, span, width, ticks, mergedLabel]);
  // Of narrow or large ticks only every second, third … has its word; one at the right edge would be cut off.
  const wordPx = tickPx * scale;
  const pxBetween = (one: number, other: number) => (Math.abs(other - one) / span) * (width || 800);
  const every = ticks[0] && ticks[1] ? Math.ceil((wordPx * 0.85) / pxBetween(ticks[0].at, ticks[1].at)) : 1;
  const worded = ticks.filter(({ at }, index) => index % every === 0 && pxBetween(at, to) >= wordPx * 0.85);
  const share = (at: number) => `${((Math.min(Math.max(at, from), to) - from) / span) * 100}%`;
  const activeMark = drawn[active.lane]?.marks[active.mark];
  const idOf = (place: Place) => `${id}-${place.lane}-${place.mark}`;

  useBackAtMark(root, width > 0 ? drawn : null, setActive);

  function open(mark: Mark, lane: Lane): void {
    onOpen(mark, lane);
    rememberOpened(mark, lane);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = stepFrom(drawn, active, event.key);
    if (next) setActive(next);
    else if (event.key === 'Enter') {
      const lane = drawn[active.lane];
      if (lane && activeMark) open(activeMark, lane);
    } else if ((event.key === '+' || event.key === '=') && onZoom) onZoom(1);
    else if (event.key === '-' && onZoom) onZoom(-1);
    else return;
    event.preventDefault();
  }
  function onClick(event: MouseEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>('[data-place]');
    const [lane = 0, mark = 0] = (cell?.dataset['place'] ?? '').split(' ').map(Number);
    const found = drawn[lane];
    const hit = found?.marks[mark];
    if (!cell || !found || !hit) return;
    setActive({ lane, mark });
    open(hit, found);
  }
  return (
    <div
      ref={root}
      className={classes.lanes}
      role="grid"
      aria-label={label}
      tabIndex={0}
      {...(activeMark ? { 'aria-activedescendant': idOf(active) } : {})}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={() => setIsFocused(true)}
      onBlur={() => setIsFocused(false)}
    >
      <div className={classes.scale} aria-hidden="true">
        <span />
        <div ref={ref} className={classes.track}>
          {worded.map((tick) => (
            <span
              key={tick.at}
              className={classes.tick}
              data-day={tick.isDay || undefined}
              style={{ left: share(tick.at) }}
            >
              {tickLabel(tick)}
            </span>
          ))}
        </div>
      </div>
      {drawn.map((lane, laneIndex) => (
        <div key={lane.id} role="row" className={classes.lane}>
          <div role="rowheader" className={classes.title} title={`${lane.title}: ${lane.summary}`}>
            <span className={classes.name}>{lane.title}</span>
            <span className={classes.summary}>{lane.summary}</span>
          </div>
          <div role="presentation" className={classes.track}>
            {ticks.map((tick) => (
              <i
                key={tick.at}
                className={classes.line}
                data-day={tick.isDay || undefined}
                style={{ left: share(tick.at) }}
              />
            ))}
            {now > from && now < to ? <i className={classes.now} style={{ left: share(now) }} /> : null}
            {lane.marks.map((mark, markIndex) => (
              <div
                key={mark.id}
                role="gridcell"
                id={idOf({ lane: laneIndex, mark: markIndex })}
                data-place={`${laneIndex} ${markIndex}`}
                data-kind={mark.kind}
                data-mixed={(mark.failed > 0 && mark.failed < mark.count) || undefined}
                data-active={(isFocused && laneIndex === active.lane && markIndex === active.mark) || undefined}
                className={classes.mark}
                title={mark.label}
                aria-label={mark.label}
                style={{
                  left: share(mark.start),
                  width: `max(${leastPx}px, calc(${share(mark.end)} - ${share(mark.start)}))`,
                }}
              >
                {mark.count > 1 && (mark.end - mark.start) / span > leastCountPx / (width || 800) ? (
                  <span className={classes.count}>{mark.count}</span>
                ) : null}
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
