/** How many runs a computer that proved short of something is trusted with. Times in monotonic ms. */
export interface Places {
  /** Runs beside each other at most. */
  readonly most: number;
  /** Nothing is begun before. */
  readonly notBefore: number;
  /** Shortages since a program last began. */
  readonly inVain: number;
  /** When one more is tried, and after how long the next. */
  readonly growAt: number;
  readonly growMs: number;
  /** Grown since the last shortage. */
  readonly hasGrown: boolean;
}

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const quickestGrowthMs = 2_000;
const slowestGrowthMs = 60_000;

/** A program could not begin while `begun` others ran: so many there are room for, and the next try comes a little later each time. */
export function short(before: Places | null, begun: number, now: number): Places {
  // Those that were started together fail together: that is one shortage.
  if (before !== null && now < before.notBefore) return { ...before, most: Math.max(1, Math.min(before.most, begun)) };
  const inVain = (before?.inVain ?? 0) + 1;
  const growMs = Math.min(slowestGrowthMs, (before?.growMs ?? quickestGrowthMs / 2) * 2);
  return {
    most: Math.max(1, begun),
    notBefore: now + Math.min(longestWaitMs, firstWaitMs * 2 ** (inVain - 1)),
    inVain,
    growAt: now + growMs,
    growMs,
    hasGrown: false,
  };
}

/** Time has passed without a shortage: a few more may run. Null once as many may as are wanted: nothing is short any more. */
export function grown(places: Places, wanted: number, now: number): Places | null {
  // With nothing begun since the last shortage nothing is known to be better.
  if (now < places.growAt || places.inVain > 0) return places;
  const most = places.most + Math.max(1, Math.floor(places.most / 4));
  if (most > wanted) return null;
  const growMs = places.hasGrown ? Math.max(quickestGrowthMs, places.growMs / 2) : places.growMs;
  return { ...places, most, growMs, growAt: now + growMs, hasGrown: true };
}

/** A program began: what there was too little of is there again, at least for one. */
export const began = (places: Places): Places => (places.inVain === 0 ? places : { ...places, inVain: 0 });
