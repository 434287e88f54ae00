import { z } from 'zod';
import { saidSchema } from './translatable-schema.ts';
import { restartAnswer } from './upkeep.ts';

// Backups of Rota's data, and restoring one. Instants are epoch ms.

export const backup = z.object({
  /** Its folder under `backups` in the data folder. */
  name: z.string(),
  at: z.number(),
  bytes: z.int(),
  /** Its key is encrypted with a passphrase, which a restore needs. */
  isSealed: z.boolean(),
  /** Why it cannot be restored, as far as a quick check can see; null if nothing was found. */
  problem: saidSchema.nullable(),
});
export type Backup = z.infer<typeof backup>;

/** The passphrase protects a backup that leaves the computer: without it nobody can read the secrets in it. */
export const backupBody = z.object({ passphrase: z.string().min(8).max(1000).exactOptional() });
/** The passphrase, if the backup was made with one. */
export const restoreBody = z.object({ passphrase: z.string().max(1000).exactOptional() });

export const backupsQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(10) });
export const backupsAnswer = z.object({
  /** Newest first. */
  backups: z.array(backup),
  total: z.int(),
  /** The backup that the next start restores; `at` is null if its folder has been removed meanwhile. */
  pending: z.object({ name: z.string(), at: z.number().nullable() }).nullable(),
});
export type BackupsAnswer = z.infer<typeof backupsAnswer>;

/** Sent before the restart begins; `restart` is null if Rota has to be closed and started by hand. */
export const restoreAnswer = z.object({ backup: z.string(), restart: restartAnswer.nullable() });
export type RestoreAnswer = z.infer<typeof restoreAnswer>;
