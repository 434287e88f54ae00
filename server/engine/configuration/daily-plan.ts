import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { DailyBackupsBody } from '../../../contract/backups.ts';
import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { pause } from '../../clock.ts';
import type { Caller } from '../../people/caller.ts';
import { whyNotInto } from '../../store/backup/copy-backup.ts';
import type { DailyDeps } from './daily-deps.ts';

export interface DailyPlan {
  readonly enabled: boolean;
  readonly at: string;
  readonly keep: number;
  readonly folder: string | null;
  readonly hasPassphrase: boolean;
  /** Opens it; null if there is none. Throws VALUE_INVALID if it was sealed with another key. */
  readonly passphrase: () => string | null;
}

/** The sealed passphrase is bound to this name. Stored: do not rename. */
const sealedName = 'dailyBackups.passphrase';
const answerMs = 15_000;

/** The plan of daily backups in the configuration document. */
export function createDailyPlan({ core, parts, audit }: Pick<DailyDeps, 'core' | 'parts' | 'audit'>) {
  const { config, secrets, home } = parts;
  return {
    get(): DailyPlan {
      const { passphrase, ...plan } = config.get().dailyBackups;
      return {
        ...plan,
        hasPassphrase: passphrase !== null,
        passphrase: () =>
          passphrase === null ? null : String(secrets.openValues({ [sealedName]: passphrase })[sealedName]),
      };
    },
    /** Durable once resolved. Throws BODY_INVALID if the other folder cannot be used now. */
    async set({ passphrase, ...plan }: DailyBackupsBody, caller: Caller): Promise<void> {
      const known = config.get().dailyBackups;
      if (plan.folder !== null && (plan.folder !== known.folder || !known.enabled))
        await checkFolder(core.clock, home, plan.folder);
      const sealed =
        typeof passphrase === 'string'
          ? secrets.sealValues({ [sealedName]: passphrase }, [sealedName])[sealedName]
          : passphrase;
      await config.update((document) => ({
        ...document,
        dailyBackups: {
          ...plan,
          passphrase: sealed === undefined ? document.dailyBackups.passphrase : (sealed as { $sealed: string } | null),
        },
      }));
      audit(caller, 'daily backups changed', plan.enabled ? plan.at : '–');
    },
  };
}

async function checkFolder(clock: DailyDeps['core']['clock'], home: string, folder: string): Promise<void> {
  const problem = await whyNot(clock, home, folder);
  if (problem !== null) throw rotaError('BODY_INVALID', problem, 'folder');
}

async function whyNot(clock: DailyDeps['core']['clock'], home: string, folder: string): Promise<Translatable | null> {
  if (!path.isAbsolute(folder)) return said`must be a full path, such as /mnt/backups or \\\\server\\share\\backups`;
  const inside = path.relative(home, folder);
  if (!inside.startsWith('..') && !path.isAbsolute(inside))
    return said`lies in Rota's data folder ${home}: whatever takes that takes the copies, too. Choose another disk or a share`;
  const bytes = (await lstat(path.join(home, 'rota.db'))).size;
  const over = new AbortController();
  const silent = pause(clock, answerMs, over.signal).then(() => said`${folder} does not answer: is the share gone?`);
  try {
    return await Promise.race([whyNotInto(folder, bytes), silent]);
  } finally {
    over.abort();
  }
}
