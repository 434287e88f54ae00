import { createTriggers, type Triggers } from '../triggers/triggers.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Notices } from './shared/audit-and-notices.ts';
import type { EngineContext } from './shared/engine-context.ts';
import { lookAsker } from './shared/look-asker.ts';
import type { StartDeps } from './runs/start-basis.ts';
import { createRemoteStarts } from './runs/remote-starts.ts';
import { createTriggerStarts } from './runs/trigger-starts.ts';

/** What starts runs besides plans, calls and people, over the engine's store. */
export function createTriggerWork(
  core: EngineContext,
  deps: StartDeps,
  notices: Notices,
  session: EngineParts['session'],
): Triggers {
  const { store, clock } = core;
  const hasOthers = store.news !== null;

  async function tell(id: string, notice: Parameters<Notices['put']>[0] | null): Promise<void> {
    if (notice !== null) return notices.put(notice);
    if ((await store.records.notice(id)) !== null) await notices.dismiss(id);
  }

  return createTriggers({
    ...{ store: store.triggers, clock, hasOthers, ...createTriggerStarts(deps), ...createRemoteStarts(deps) },
    log: core.log.scope('triggers'),
    facts: { logons: () => Promise.resolve(null), tellsUnlock: false, ...session, idleSeconds: core.idleSeconds },
    openSecret: (schedule, text) => lookAsker(core, schedule).open(text),
    mailLogin: (schedule, box) => lookAsker(core, schedule).mailLogin(box, new AbortController().signal),
    // In a fleet a schedule with such a trigger names its computer.
    isMine: ({ worker }) => !hasOthers || core.targetOf(worker) === core.workerId(),
    tell(schedule, trigger, problem) {
      const id = `trigger-${schedule.id}-${trigger}`;
      const params = problem && { schedule: schedule.name, problem };
      tell(id, params && { id, kind: 'trigger', at: clock.now(), params, runIds: [] }).catch((error: unknown) =>
        core.log.warn('a problem of a trigger could not be told', { error }),
      );
    },
  });
}
