const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
];

export interface Tick {
  readonly at: number;
  /** Midnight, or a step of whole days: labelled as a date, not a time. */
  readonly isDay: boolean;
}

/** Local time written as if it were UTC, and back to an instant. */
export interface LocalClock {
  readonly wallOf: (at: number) => number;
  readonly instantOf: (wall: number) => number;
}

/** The ticks: round local times, about `most` of them. */
export function ticksOf(from: number, to: number, most: number, local: LocalClock): readonly Tick[] {
  const step = steps.find((size) => (to - from) / size <= most) ?? 7 * day;
  const ticks: Tick[] = [];
  const start = Math.floor(local.wallOf(from) / day) * day;
  for (let index = 0; index < 2000; index += 1) {
    // In local time, so that ticks stay on round hours across a clock change.
    const at = local.instantOf(start + index * step);
    if (at > to) break;
    const isMidnight = local.wallOf(at) % day === 0;
    if (at >= from && at !== ticks.at(-1)?.at) ticks.push({ at, isDay: step >= day || isMidnight });
  }
  return ticks;
}
