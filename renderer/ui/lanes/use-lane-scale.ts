import { useMemo } from 'react';
import { useTextScale } from '../text-scale.ts';
import { mergeMarks, type Lane, type Mark } from './marks.ts';
import { ticksOf, type LocalClock } from './ticks.ts';

export interface LaneScaleOptions {
  readonly lanes: readonly Lane[];
  readonly from: number;
  readonly to: number;
  /** The reader's local clock: ticks are at its round times. */
  readonly local: LocalClock;
  readonly mergedLabel: (mark: Mark) => string;
}

/** In px, at normal text size: the width of a tick's label with its margins. */
const tickPx = 76;

/** The time scale in px: ticks, their labels and the marks. */
export function useLaneScale({ lanes, from, to, local, mergedLabel }: LaneScaleOptions, width: number) {
  const scale = useTextScale();
  const span = to - from;
  const ticks = useMemo(
    () => ticksOf(from, to, Math.max(1, (width || 800) / tickPx / scale), local),
    [from, to, width, scale, local],
  );
  const drawn = useMemo(() => {
    const msPerPx = span / Math.max(1, width || 800);
    const cuts = ticks.map(({ at }) => at);
    return lanes.map((lane) => ({ ...lane, marks: mergeMarks(lane.marks, msPerPx, mergedLabel, cuts) }));
  }, [lanes, span, width, ticks, mergedLabel]);
  // With dense ticks or large text only every second, third … tick has a label; one at the right edge would be cut off.
  const wordPx = tickPx * scale;
  const pxBetween = (one: number, other: number) => (Math.abs(other - one) / span) * (width || 800);
  const every = ticks[0] && ticks[1] ? Math.ceil((wordPx * 0.85) / pxBetween(ticks[0].at, ticks[1].at)) : 1;
  const worded = ticks.filter(({ at }, index) => index % every === 0 && pxBetween(at, to) >= wordPx * 0.85);
  const share = (at: number) => `${((Math.min(Math.max(at, from), to) - from) / span) * 100}%`;
  return { ticks, drawn, worded, share };
}
