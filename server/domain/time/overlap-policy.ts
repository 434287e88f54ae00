import type { Reason } from '../../../contract/reasons.ts';
import type { OverlapPolicy } from '../../../contract/schedule.ts';
import type { DueEntry } from './misfire-policy.ts';

/** If a schedule has this many waiting runs, further due times are blocked. */
const mostWaiting = 1000;

/**
 * Due times of one schedule, in their order: those that do not run because of its runs that are active, or because a later one of them
 * replaces them, get their end.
 */
export function withoutOverlap<T extends Pick<DueEntry, 'ended'>>(
  entries: readonly T[],
  policy: OverlapPolicy,
  active: number,
): T[] {
  const lastToRun = entries.findLast((entry) => entry.ended === null);
  let waiting = active;
  return entries.map((entry) => {
    if (entry.ended !== null) return entry;
    const ended =
      policy === 'replace' && entry !== lastToRun
        ? ({ outcome: 'cancelled', reason: { code: 'replaced', params: {} } } as const)
        : overlapOf(policy, waiting);
    if (ended !== null) return { ...entry, ended };
    waiting += 1;
    return entry;
  });
}

function overlapOf(policy: OverlapPolicy, waiting: number): DueEntry['ended'] {
  const reason: Reason = { code: 'overlap', params: {} };
  if (waiting > 0 && policy === 'skip') return { outcome: 'skipped', reason };
  if (waiting >= mostWaiting) return { outcome: 'blocked', reason: { code: 'queue-full', params: { count: waiting } } };
  return null;
}
