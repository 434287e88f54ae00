import { said } from '../../../contract/translatable.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { Caller } from '../../people/caller.ts';
import { whoIs } from '../shared/audit-and-notices.ts';
import type { AuditVerbs, NoticeVerbs } from '../shared/audit-verbs.ts';
import { publicRun } from '../shared/public-rows.ts';
import type { Starts } from './starts.ts';

/** Carries out a person's decision about the runs of a notice: each is run or skipped, at most once. */
export function createMissedRuns(deps: {
  core: EngineContext;
  starts: Starts;
  audit: AuditVerbs['record'];
}): Pick<NoticeVerbs, 'runs' | 'settle'> {
  const { core, starts } = deps;
  const { records, runs } = core.store;

  async function present(ids: readonly string[]): Promise<StoredRun[]> {
    const found = await Promise.all(ids.map((id) => runs.get(id)));
    return found.filter((run) => run !== null);
  }

  /** Whoever decides about them has seen them. */
  async function haveSeen(decided: readonly StoredRun[], caller: Caller): Promise<void> {
    const seen = await core.store.attention.see(
      { seqs: decided.map(({ seq }) => seq) },
      core.clock.now(),
      whoIs(caller),
    );
    if (seen.length > 0) core.announcements.announce({ type: 'attention' });
  }

  return {
    async runs(id) {
      const notice = await records.notice(id);
      return (await present(notice?.runIds ?? [])).map((run) => publicRun(run, core));
    },

    async settle(id, act, runIds, caller) {
      const before = await records.notice(id);
      const wanted = before?.runIds.filter((run) => runIds?.includes(run) ?? true) ?? [];
      const there = await present(wanted);
      const taken =
        act === 'run' ? await starts.missed(id, wanted, there, caller) : await records.takeNoticeRuns(id, wanted);
      await haveSeen(
        there.filter((run) => taken.includes(run.id)),
        caller,
      );
      if (taken.length > 0)
        deps.audit(caller, act === 'run' ? 'missed runs started' : 'missed runs skipped', said`runs: ${taken.length}`);
      if (before) core.announcements.announce({ type: 'notice', notice: before });
      return records.notice(id);
    },
  };
}
