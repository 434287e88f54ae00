import { z } from 'zod';
import { timeOfDay } from './message-rules.ts';
import { saidSchema } from './translatable-schema.ts';
import { restartAnswer } from './upkeep.ts';

// Backups of Rota's data, and restoring one. Instants are epoch ms.

/** Who made a backup: a person or a restore, Rota by itself each day, or Rota before it brought the database to a newer version. */
export const backupMakers = ['person', 'itself', 'upgrade'] as const;

export const backup = z.object({
  /** Its folder under `backups` in the data folder. */
  name: z.string(),
  at: z.number(),
  bytes: z.int(),
  /** Its key is encrypted with a passphrase, which a restore needs. */
  isSealed: z.boolean(),
  by: z.enum(backupMakers),
  /** When it was restored in a scratch folder and found whole; null if it never was, or has changed since. */
  checkedAt: z.number().nullable(),
  /** Why it cannot be restored, as far as a quick check can see; null if nothing was found. */
  problem: saidSchema.nullable(),
});
export type Backup = z.infer<typeof backup>;

/** The passphrase protects a backup that leaves the computer: without it nobody can read the secrets in it. */
export const backupBody = z.object({ passphrase: z.string().min(8).max(1000).exactOptional() });
/** The passphrase, if the backup was made with one. */
export const restoreBody = z.object({ passphrase: z.string().max(1000).exactOptional() });

export const backupsQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(10) });
/** The backups that Rota makes by itself, as a person decides about them. */
const dailyPlan = {
  enabled: z.boolean(),
  /** In Rota's time zone. */
  at: timeOfDay,
  /** How many of them are kept, here and in the other folder. */
  keep: z.int().min(1).max(365),
  /** Another folder that gets a copy of each: a full path on this computer, or a share. Null: none. */
  folder: z.string().min(1).max(1000).nullable(),
};
/** `passphrase`: what encrypts the key in the other folder; null: nothing any more; absent: as before. */
export const dailyBackupsBody = z.strictObject({
  ...dailyPlan,
  passphrase: z.string().min(8).max(1000).nullable().exactOptional(),
});
export type DailyBackupsBody = z.infer<typeof dailyBackupsBody>;

const backupProblem = z.object({ since: z.number(), said: saidSchema });
export const dailyBackups = z.object({
  plan: z.object({ ...dailyPlan, hasPassphrase: z.boolean() }),
  /** Null while they are off. */
  nextAt: z.number().nullable(),
  isMaking: z.boolean(),
  /** The last one that was made and checked. */
  last: z.object({ name: z.string(), at: z.number() }).nullable(),
  problem: backupProblem.nullable(),
  /** Of the other folder: when the last copy was made, and why the next is not there yet. Null without one. */
  copy: z
    .object({
      folder: z.string(),
      last: z.object({ name: z.string(), at: z.number() }).nullable(),
      problem: backupProblem.nullable(),
    })
    .nullable(),
});
export type DailyBackups = z.infer<typeof dailyBackups>;
export const dailyBackupsAnswer = z.object({ daily: dailyBackups });

export const backupsAnswer = z.object({
  /** Newest first. */
  backups: z.array(backup),
  total: z.int(),
  /** The backup that the next start restores; `at` is null if its folder has been removed meanwhile. */
  pending: z.object({ name: z.string(), at: z.number().nullable() }).nullable(),
  /** Null in a fleet, whose database has backups of its own. */
  daily: dailyBackups.nullable(),
});
export type BackupsAnswer = z.infer<typeof backupsAnswer>;

/** Sent before the restart begins; `restart` is null if Rota has to be closed and started by hand. */
export const restoreAnswer = z.object({ backup: z.string(), restart: restartAnswer.nullable() });
export type RestoreAnswer = z.infer<typeof restoreAnswer>;
