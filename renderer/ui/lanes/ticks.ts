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

/** Where the scale is marked: at round local times, about `most` of them. */
export function ticksOf(from: number, to: number, most: number): readonly Tick[] {
  const step = steps.find((size) => (to - from) / size <= most) ?? 7 * day;
  const ticks: Tick[] = [];
  const start = new Date(from);
  for (let index = 0; index < 2000; index += 1) {
    // By local calendar, so that marks stay on round hours when the clock changes.
    const at =
      step >= day
        ? new Date(start.getFullYear(), start.getMonth(), start.getDate() + (index * step) / day)
        : new Date(start.getFullYear(), start.getMonth(), start.getDate(), 0, (index * step) / minute);
    if (at.getTime() > to) break;
    const isMidnight = at.getHours() === 0 && at.getMinutes() === 0;
    if (at.getTime() >= from) ticks.push({ at: at.getTime(), isDay: step >= day || isMidnight });
  }
  return ticks;
}
