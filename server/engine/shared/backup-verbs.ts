import type { BackupsAnswer, DailyBackups, DailyBackupsBody } from '../../../contract/backups.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Caller } from '../../people/caller.ts';

export interface BackupVerbs {
  /** Copies database and configuration, the key encrypted if a passphrase is given; returns the folder. */
  make(caller: Caller, passphrase?: string): Promise<string>;
  list(most: number): Promise<BackupsAnswer>;
  /** Refuses a backup that could not be restored, also if its passphrase is missing; else returns the settings in it. */
  check(name: string, passphrase?: string): Promise<Settings>;
  /** The next start restores it. Throws BODY_INVALID if its passphrase is missing or wrong. */
  planRestore(name: string, caller: Caller, passphrase?: string): Promise<void>;
  callOffRestore(caller: Caller): Promise<void>;
  /** Throws BODY_INVALID if the other folder cannot be used now, and CONFLICT in a fleet. */
  setDaily(plan: DailyBackupsBody, caller: Caller): Promise<DailyBackups>;
  /** Makes one now, as every day. What fails is in the answer; throws CONFLICT in a fleet. */
  makeDaily(caller: Caller): Promise<DailyBackups>;
}
