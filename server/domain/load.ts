/** A run: when it starts and ends. Epoch ms. */
export interface Stay {
  readonly start: number;
  readonly end: number;
}

/** An hour: how many runs start in it, how many run at one moment of it, and how many start in one minute of it. */
export interface HourLoad {
  readonly at: number;
  readonly starts: number;
  readonly atOnce: number;
  readonly together: number;
}

const hour = 3_600_000;
const minute = 60_000;

/** The hours from `from` to before `to`, each with what starts and runs in it. */
export function loadByHour(stays: readonly Stay[], from: number, to: number): HourLoad[] {
  const hours = Array.from({ length: Math.ceil((to - from) / hour) }, (_, index) => ({
    at: from + index * hour,
    starts: 0,
    atOnce: 0,
    together: 0,
  }));
  const minutes = new Map<number, number>();
  for (const { start } of stays) {
    const one = hours[Math.floor((start - from) / hour)];
    if (start < from || one === undefined) continue;
    one.starts += 1;
    const at = Math.floor(start / minute);
    const inMinute = (minutes.get(at) ?? 0) + 1;
    minutes.set(at, inMinute);
    one.together = Math.max(one.together, inMinute);
  }
  // Ends come before starts of the same instant: what follows another run is not beside it.
  const turns = stays
    .flatMap(({ start, end }) => [
      { at: start, by: 1 },
      { at: Math.max(end, start + 1), by: -1 },
    ])
    .sort((one, other) => one.at - other.at || one.by - other.by);
  let next = 0;
  let running = 0;
  for (const one of hours) {
    while (next < turns.length && turns[next]!.at <= one.at) running += turns[next++]!.by;
    one.atOnce = running;
    while (next < turns.length && turns[next]!.at < one.at + hour) {
      running += turns[next++]!.by;
      one.atOnce = Math.max(one.atOnce, running);
    }
  }
  return hours;
}
