import { said } from '../../../contract/translatable.ts';
import { pausedAllFact } from '../../store/facts.ts';
import type { AuditVerbs } from '../shared/audit-verbs.ts';
import type { Caller } from '../../people/caller.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { storedJson } from '../../store/stored-json.ts';

/** "I need the mouse": starts nothing new and skips due times, for a while or until resumed. Survives a restart. */
export interface PauseAll {
  state(): { isPaused: boolean; until: number | null };
  pause(until: number | null, caller: Caller): Promise<void>;
  resume(caller: Caller): Promise<void>;
  /** The clock was set: moves the end of the pause by this many ms. */
  shift(byMs: number): Promise<void>;
  /** Ends a pause whose end has come. */
  resumeIfOver(now: number): Promise<void>;
  load(): Promise<void>;
  /** Takes the stored state again, which another computer may have changed. */
  follow(): Promise<void>;
}

export function createPauseAll(deps: {
  core: EngineContext;
  audit: AuditVerbs['record'];
  /** Paused or resumed: queue and worker state must be checked again. */
  changed: () => void;
}): PauseAll {
  const { core } = deps;
  let present: { until: number | null } | null = null;

  async function set(next: { until: number | null } | null): Promise<void> {
    await core.store.records.setFact(pausedAllFact, next && JSON.stringify(next));
    present = next;
    deps.changed();
  }

  const pauseAll: PauseAll = {
    state: () => ({ isPaused: present !== null, until: present?.until ?? null }),
    async pause(until, caller) {
      await set({ until });
      deps.audit(caller, 'all paused', until === null ? said`until resumed` : new Date(until).toISOString());
    },
    async resume(caller) {
      await set(null);
      deps.audit(caller, 'all resumed', '');
    },
    async shift(byMs) {
      if (present !== null && present.until !== null) await set({ until: present.until + byMs });
    },
    async resumeIfOver(now) {
      if (present?.until !== null && present !== null && present.until <= now) await set(null);
    },
    async load() {
      const fact = await core.store.records.fact(pausedAllFact);
      present = fact === null ? null : storedJson<{ until: number | null }>(fact);
    },
    async follow() {
      const before = present;
      await pauseAll.load();
      if (before?.until !== present?.until) deps.changed();
    },
  };
  return pauseAll;
}
