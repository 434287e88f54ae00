import { excessOf } from '../../domain/run-limits.ts';
import type { AttemptState } from './attempt-state.ts';
import { forceEnd, stopAttempt } from './attempt-stop.ts';
import { usedBy } from './attempt-usage.ts';

/** One that has been asked to end, and takes this much more than it may, is not waited for: the computer may run out of memory. */
const farOver = 1.25;

/** Asks an attempt to end that uses more than it may. */
export function checkLimits(a: AttemptState): void {
  const { limits } = a.plan;
  if (limits === undefined || a.phase !== 'running') return;
  const used = usedBy(a, false);
  const excess = used === null ? null : excessOf(limits, used);
  if (excess === null) return;
  const { what, limit, used: amount } = excess;
  if (a.killAt === Infinity) {
    a.facts.overLimit = { limit, used: amount };
    a.log.line(
      'rota',
      `used more than it may: ${amount} of ${limit} ${what === 'memory' ? 'MB of memory' : 's of processor time'}`,
    );
    stopAttempt(a, what, false);
  } else if (what === 'memory' && amount > limit * farOver && a.facts.wasForced !== true) forceEnd(a);
}
