import { useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useElementSize } from '@mantine/hooks';
import { LaneRow } from './lane-row.tsx';
import { LaneTicks } from './lane-ticks.tsx';
import type { Lane, Mark } from './marks.ts';
import { stepFrom, type Place } from './step-from.ts';
import type { Tick } from './ticks.ts';
import { rememberOpened, useBackAtMark } from './use-back-at-mark.ts';
import { useLaneScale, type LaneScaleOptions } from './use-lane-scale.ts';
import classes from './lanes.module.css';

export interface LanesProps extends LaneScaleOptions {
  readonly label: string;
  readonly now: number;
  readonly tickLabel: (tick: Tick) => string;
  readonly onOpen: (mark: Mark, lane: Lane) => void;
  /** Zoom with + and -: 1 is in, -1 is out. */
  readonly onZoom?: (direction: 1 | -1) => void;
}

/**
 * One lane per item, time from left to right. One tab stop: arrows move between marks and lanes, Enter opens, + and - zoom. A list with the
 * same content is the alternative for people who cannot use a drawing.
 */
export function Lanes({ label, lanes, from, to, now, local, tickLabel, mergedLabel, onOpen, onZoom }: LanesProps) {
  const { ref, width } = useElementSize();
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState<Place>({ lane: 0, mark: 0 });
  const [isFocused, setIsFocused] = useState(false);
  const { ticks, drawn, worded, share } = useLaneScale({ lanes, from, to, local, mergedLabel }, width);
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
    const cell = markNear(event.target as Element, event.clientX);
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
      <LaneTicks ref={ref} worded={worded} share={share} label={tickLabel} />
      {drawn.map((lane, laneIndex) => (
        <LaneRow
          key={lane.id}
          lane={lane}
          index={laneIndex}
          activeMark={isFocused && laneIndex === active.lane ? active.mark : null}
          idOf={idOf}
          ticks={ticks}
          now={now > from && now < to ? now : null}
          share={share}
        />
      ))}
    </div>
  );
}

/** A small mark is hit beside it, too. */
const nearPx = 12;

/** The mark that was clicked, or the nearest one of its lane. */
function markNear(target: Element, x: number): HTMLElement | null {
  const hit = target.closest<HTMLElement>('[data-place]');
  if (hit !== null) return hit;
  const distance = (mark: HTMLElement): number => {
    const { left, right } = mark.getBoundingClientRect();
    return Math.max(left - x, x - right, 0);
  };
  const marks = [...(target.closest('[role=presentation]')?.querySelectorAll<HTMLElement>('[data-place]') ?? [])];
  return (
    marks.filter((mark) => distance(mark) <= nearPx).sort((one, other) => distance(one) - distance(other))[0] ?? null
  );
}
