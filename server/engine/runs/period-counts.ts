import type { Outcome } from '../../../contract/run.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { othersTurn } from '../shared/slices.ts';

/** How many runs of a process ended with each outcome; without tests and due times that never started. */
export type ProcessCounts = ReadonlyMap<string, ReadonlyMap<Outcome, number>>;

export interface PeriodCounts {
  between(from: number, to: number): Promise<ProcessCounts>;
}

const hourMs = 3_600_000;
/** A month of hours, and some more. */
const mostHours = 1000;
/** Hours counted in one turn of the event loop. */
const hoursATurn = 24;

/** Counts a period hour by hour. An hour that is over does not change any more, so its count is cached. */
export function createPeriodCounts(core: EngineContext): PeriodCounts {
  const hours = new Map<number, ProcessCounts>();
  let lastNow = 0;

  async function ofHour(hour: number, isOver: boolean): Promise<ProcessCounts> {
    const known = hours.get(hour);
    if (known) return known;
    const counts = await core.store.statistics.countBetween(hour, hour + hourMs);
    if (!isOver) return counts;
    if (hours.size >= mostHours) hours.delete(hours.keys().next().value!);
    hours.set(hour, counts);
    return counts;
  }

  return {
    async between(from, to) {
      const now = core.clock.now();
      if (now < lastNow) hours.clear(); // The clock was set back: past hours come again.
      lastNow = now;
      const sum = new Map<string, Map<Outcome, number>>();
      const firstHour = Math.ceil(from / hourMs) * hourMs;
      add(sum, await core.store.statistics.countBetween(from, Math.min(firstHour, to)));
      for (let hour = firstHour, turn = 1; hour < to; hour += hourMs, turn += 1) {
        add(sum, await ofHour(hour, hour + 2 * hourMs < now));
        if (turn % hoursATurn === 0) await othersTurn();
      }
      return sum;
    },
  };
}

function add(sum: Map<string, Map<Outcome, number>>, counts: ProcessCounts): void {
  for (const [process, outcomes] of counts) {
    const found = sum.get(process) ?? new Map<Outcome, number>();
    for (const [outcome, count] of outcomes) found.set(outcome, (found.get(outcome) ?? 0) + count);
    sum.set(process, found);
  }
}
