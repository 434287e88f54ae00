import type { Reason } from '../../../contract/reasons.ts';
import type { Run } from '../../../contract/run.ts';
import { whyItWaits, type Hold } from '../../domain/why-it-waits.ts';
import type { Core } from '../core.ts';

/** Says of each queued run what holds it, and tells those runs anew when that changes. */
export interface Waiting {
  /** The reason of a run as the outside sees it: of a queued one why it waits, of any other the stored one. */
  reasonOf(run: Pick<Run, 'id' | 'status' | 'process' | 'reason'>): Reason | null;
  /** A pause, a lock or a "later" began or ended. */
  changed(): void;
}

/** Waiting runs that are told one by one; whoever shows more fetches its list again anyway. */
const mostTold = 500;

export function createWaiting(deps: { core: Core; hold: () => Hold }): Waiting {
  const { core } = deps;
  let isTelling = false;

  async function tell(): Promise<void> {
    isTelling = false;
    const { runs } = await core.store.lists.runs({ result: 'all', status: 'queued', limit: mostTold });
    for (const run of runs) core.live.run(run);
  }

  return {
    reasonOf: (run) =>
      run.status === 'queued'
        ? whyItWaits(run, core.processOf(run.process)?.usesDesktop === true, deps.hold())
        : run.reason,
    changed() {
      if (isTelling) return;
      isTelling = true;
      // Not at once: whoever changed something has not finished, and the queue is looked at first.
      core.clock.after(0, () => {
        tell().catch((error: unknown) => core.log.warn('what waits could not be told anew', { error }));
      });
    },
  };
}
