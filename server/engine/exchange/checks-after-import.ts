import { followUpWorker, type FollowUpCheckDeps } from '../shared/follow-up-ask.ts';
import { createFollowUpChecks } from '../shared/follow-up-checks.ts';
import type { ProcessThenDeps } from './process-then.ts';

interface PresentDeps extends Pick<FollowUpCheckDeps, 'store' | 'vault'> {
  readonly roster: Parameters<typeof followUpWorker>[0];
}

/** The checks of what follows, with what a document brings put before what is stored. */
export const checksAfterImport =
  ({ store, vault, roster }: PresentDeps): ProcessThenDeps['followUps'] =>
  ({ findProcess, processNames, scheduleById, schedulesCalled }) =>
    createFollowUpChecks({
      store: {
        triggers: store.triggers,
        schedules: {
          get: async (id) => scheduleById(id) ?? (await store.schedules.get(id)),
          async called(name) {
            const brought = schedulesCalled(name);
            return brought.length > 0 ? brought : store.schedules.called(name);
          },
        },
      },
      ...{ vault, findProcess, processNames, findWorker: followUpWorker(roster) },
    });
