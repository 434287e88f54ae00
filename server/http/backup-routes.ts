import type { ConsoleApi } from '../../contract/api.ts';
import type { Handlers } from './mount.ts';

type Names = 'backup' | 'backups' | 'setDailyBackups' | 'makeDailyBackup' | 'callOffRestore';

/** Backups: made, listed, and made by themselves. */
// prettier-ignore
export const backupHandlers: Pick<Handlers<ConsoleApi>, Names> = {
  backup: async ({ engine, input, caller }) => ({ folder: await engine.backups.make(caller, input.passphrase) }),
  backups: ({ engine, input }) => engine.backups.list(input.limit),
  setDailyBackups: async ({ engine, input, caller }) => ({ daily: await engine.backups.setDaily(input, caller) }),
  makeDailyBackup: async ({ engine, caller }) => ({ daily: await engine.backups.makeDaily(caller) }),
  callOffRestore: async ({ engine, caller }) => (await engine.backups.callOffRestore(caller), { ok: true } as const),
};
