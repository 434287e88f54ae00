import type { Usage } from '../../../contract/limits.ts';
import type { AttemptState } from './attempt-state.ts';

/** What an attempt has used so far, with its descendants; null if that is not known. `isOver`: its program has ended. */
export function usedBy(a: AttemptState, isOver: boolean): (Usage & { readonly memoryBytes: number }) | null {
  const job = a.handle.job?.() ?? null;
  if (job === null) return a.room.kin?.usageOf(a.mark, isOver) ?? null;
  const used = job.usage();
  // A job does not say what is held now.
  return used === null ? null : { ...used, memoryBytes: used.peakMemoryBytes };
}

/** The last figures, before what they are read from is closed. */
export function noteUsage(a: AttemptState): void {
  const used = usedBy(a, true);
  if (used === null) return;
  const { cpuSeconds, peakMemoryBytes } = used;
  a.facts.usage = { cpuSeconds: Math.round(cpuSeconds * 100) / 100, peakMemoryBytes };
}
