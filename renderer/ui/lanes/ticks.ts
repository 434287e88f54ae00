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
  /** Midnight, or a step of whole days: said as a day, not as a time. */
  readonly isDay: boolean;
}

/** What a clock shows, written as if it were UTC, and the instant of it. */
export interface LocalClock {
  readonly wallOf: (at: number) => number;
  readonly instantOf: (wall: number) => number;
}

/** Where the scale is marked: at round local times, about `most` of them. */
export function ticksOf(from: number, to: number, most: number, local: LocalClock): readonly Tick[] {
  const step = steps.find((size) => (to - from) / size <= most) ?? 7 * day;
  const ticks: Tick[] = [];
  const start = Math.floor(local.wallOf(from) / day) * day;
  for (let index = 0; index < 2000; index += 1) {
    // By local calendar, so that marks stay on round hours when the clock changes.
    const at = local.instantOf(start + index * step);
    if (at > to) break;
    const isMidnight = local.wallOf(at) % day === 0;
    if (at >= from && at !== ticks.at(-1)?.at) ticks.push({ at, isDay: step >= day || isMidnight });
  }
  return ticks;
}
