import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { pause } from '../../clock.ts';
import { backupsFolder } from '../../store/backup/check-backup.ts';
import { copyBackup } from '../../store/backup/copy-backup.ts';
import type { DailyDeps } from './daily-deps.ts';
import type { createDailyNotices } from './daily-notices.ts';
import type { DailyPlan } from './daily-plan.ts';
import { problemAgain, writeDailyState, type DailyState } from './daily-state.ts';
import { problemAt } from './make-checked-backup.ts';

/** A share that is gone may never answer. */
const patienceMs = 60 * 60_000;

/** Copies of the daily backups in another folder, which may be a share. */
export function createDailyCopies(
  { core, parts }: DailyDeps,
  notices: Pick<ReturnType<typeof createDailyNotices>, 'copied'>,
  stopping: AbortSignal,
) {
  const { store, clock, log } = core;
  /** A copy that was given up and may still be under way: the next waits for its end. */
  let hanging: Promise<void> | null = null;
  /** Two computers may copy to one share. */
  const placeIn = (folder: string): string => path.join(folder, `rota-${core.workerId()}`);

  async function patiently(folder: string, work: () => Promise<void>): Promise<void> {
    if (hanging !== null) throw doesNotAnswer(folder);
    const mine = work();
    hanging = mine.catch(() => undefined).then(() => void (hanging = null));
    const over = new AbortController();
    const tooLong = pause(clock, patienceMs, AbortSignal.any([over.signal, stopping])).then(() => {
      if (!over.signal.aborted) throw doesNotAnswer(folder);
    });
    try {
      await Promise.race([mine, tooLong]);
    } finally {
      over.abort();
    }
  }

  return {
    placeIn,
    /** Copies the last one, unless it is there; returns what became of it. */
    async copy({ folder, keep, passphrase }: DailyPlan, before: DailyState): Promise<DailyState> {
      const { last, copied } = before;
      if (folder === null || last === null || (copied?.name === last.name && copied.folder === folder)) return before;
      const at = clock.now();
      let state: DailyState;
      try {
        const source = path.join(backupsFolder(parts.home), last.name);
        await patiently(folder, async () => {
          await lstat(folder);
          await copyBackup({ source, target: placeIn(folder), key: parts.key, passphrase: passphrase(), keep });
        });
        state = { ...before, copied: { ...last, folder }, copyProblem: null };
      } catch (error) {
        if (stopping.aborted) throw error;
        log.error('the daily backup could not be copied', { folder, error });
        state = { ...before, copyProblem: problemAgain(before.copyProblem, at, problemAt(folder, error)) };
      }
      await writeDailyState(store.records, state);
      await notices.copied(state, folder, state.doneFor);
      return state;
    },
  };
}

const doesNotAnswer = (folder: string): Error =>
  rotaError('STORAGE_UNAVAILABLE', said`${folder} does not answer: is the share gone?`);
