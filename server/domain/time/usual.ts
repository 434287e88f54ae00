/** Times of a run that is over; epoch ms. */
interface Timed {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** Fewer runs do not show what is usual. */
const fewest = 3;

/** The median duration in ms, or null under three runs. */
export function medianOf(runs: readonly Timed[]): number | null {
  const durations = runs
    .flatMap(({ startedAt, endedAt }) =>
      startedAt === null || endedAt === null ? [] : [Math.max(0, endedAt - startedAt)],
    )
    .sort((a, b) => a - b);
  if (durations.length < fewest) return null;
  const middle = durations.length >> 1;
  return durations.length % 2 === 1 ? durations[middle]! : (durations[middle - 1]! + durations[middle]!) / 2;
}

/** Twice the usual time plus half a minute: short runs vary too much for the factor alone. */
export const isUnusuallyLong = (elapsedMs: number, usualMs: number): boolean => elapsedMs > usualMs * 2 + 30_000;

/**
 * Whether calls that used to come regularly have stopped. Needs at least six calls with similar gaps (the middle half within
 * 25 %). The time since the last call must exceed two usual gaps, and the longest gap so far by a quarter, because a caller on
 * weekdays is silent every weekend. Gaps under ten minutes are too short for an alert. Instants ascending.
 */
export function hasStoppedComing(calls: readonly number[], now: number): boolean {
  if (calls.length < 6) return false;
  const gaps = calls
    .slice(1)
    .map((at, index) => at - calls[index]!)
    .sort((a, b) => a - b);
  const at = (part: number) => gaps[Math.floor((gaps.length - 1) * part)]!;
  const usual = at(0.5);
  const isRegular = at(0.75) - at(0.25) <= usual * 0.25;
  const patience = Math.max(usual * 2, gaps.at(-1)! * 1.25);
  return isRegular && usual >= 600_000 && now - calls.at(-1)! > patience;
}
