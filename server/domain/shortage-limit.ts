/** The limit of parallel runs after the computer has lacked resources. Times in monotonic ms. */
export interface ShortageLimit {
  /** How many runs may run in parallel. */
  readonly most: number;
  /** Nothing is started before. */
  readonly notBefore: number;
  /** Shortages since a program last started. */
  readonly inVain: number;
  /** When the limit grows next, and the pause after that. */
  readonly growAt: number;
  readonly growMs: number;
  /** Whether the limit has grown since the last shortage. */
  readonly hasGrown: boolean;
}

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const quickestGrowthMs = 2_000;
const slowestGrowthMs = 60_000;

/** A program could not start while `begun` others ran: that number becomes the limit, and each further try waits longer. */
export function afterShortage(before: ShortageLimit | null, begun: number, now: number): ShortageLimit {
  // Programs that were started together fail together: that is one shortage.
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

/** After a time without a shortage the limit grows. Null once it has reached `wanted`: the shortage is over. */
export function grownLimit(places: ShortageLimit, wanted: number, now: number): ShortageLimit | null {
  // Unless a program has started since the last shortage, nothing shows that it is over.
  if (now < places.growAt || places.inVain > 0) return places;
  const most = places.most + Math.max(1, Math.floor(places.most / 4));
  if (most > wanted) return null;
  const growMs = places.hasGrown ? Math.max(quickestGrowthMs, places.growMs / 2) : places.growMs;
  return { ...places, most, growMs, growAt: now + growMs, hasGrown: true };
}

/** A program started: there are resources again, at least for one. */
export const began = (places: ShortageLimit): ShortageLimit =>
  places.inVain === 0 ? places : { ...places, inVain: 0 };
