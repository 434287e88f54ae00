import type { DailyDeps } from './daily-deps.ts';
import type { DailyState } from './daily-state.ts';

const ids = { made: 'daily-backup', copied: 'daily-backup-copy' } as const;
const twoDaysMs = 48 * 3_600_000;

/** What people are told when a daily backup fails, or works again. */
export function createDailyNotices({ core, notices, tell }: Pick<DailyDeps, 'core' | 'notices' | 'tell'>) {
  const { records } = core.store;

  async function forget(id: string): Promise<void> {
    if ((await records.notice(id)) !== null) await notices.dismiss(id);
  }

  return {
    /** `due`: the time that it was for; people get one message for each. */
    async made({ problem, last, since }: DailyState, due: number): Promise<void> {
      if (problem === null) return forget(ids.made);
      const at = core.clock.now();
      const isOld = at - (last?.at ?? since) > twoDaysMs;
      const what = last === null ? 'none' : isOld ? 'old' : 'failed';
      const params = { what, problem: problem.said, at: last?.at ?? since };
      notices.put({ id: ids.made, kind: 'backup', at, params, runIds: [] });
      tell(problem.said, `backup:${due}`);
    },
    async copied({ copyProblem }: DailyState, folder: string, due: number): Promise<void> {
      if (copyProblem === null) return forget(ids.copied);
      const params = { what: 'copy', problem: copyProblem.said, folder };
      notices.put({ id: ids.copied, kind: 'backup', at: core.clock.now(), params, runIds: [] });
      tell(copyProblem.said, `backup-copy:${due}`);
    },
    forgetCopy: () => forget(ids.copied),
  };
}
