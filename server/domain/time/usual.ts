/** Times of a run that is over; epoch ms. */
interface Timed {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** Fewer say nothing about what is usual. */
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

/** Twice the usual and half a minute on top: short runs vary too much for the factor alone. */
export const isUnusuallyLong = (elapsedMs: number, usualMs: number): boolean => elapsedMs > usualMs * 2 + 30_000;

/**
 * Whether calls that used to come regularly have stopped: at least six, gaps between them alike (the middle half within 25 %),
 * and more time gone by since the last than two usual gaps, and than the longest so far with a quarter on top: who calls on
 * weekdays is silent at every weekend. Gaps under ten minutes are too short to alarm anybody. Instants ascending.
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
