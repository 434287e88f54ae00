import { z } from 'zod';
import { saidSchema } from './translatable-schema.ts';
import { restartAnswer } from './upkeep.ts';

// Copies of what Rota remembers, and going back to one. Instants are epoch ms.

export const backup = z.object({
  /** Its folder below `backups` in the data folder. */
  name: z.string(),
  /** When it was made. */
  at: z.number(),
  bytes: z.int(),
  /** Its key is under a passphrase, without which it is not restored. */
  isSealed: z.boolean(),
  /** Why it cannot be restored, as far as a look at it tells; null where nothing speaks against it. */
  problem: saidSchema.nullable(),
});
export type Backup = z.infer<typeof backup>;

/** With a passphrase for a backup that leaves the computer: without it nobody can open the secrets in it. */
export const backupBody = z.object({ passphrase: z.string().min(8).max(1000).exactOptional() });
/** The passphrase of a backup that was made with one. */
export const restoreBody = z.object({ passphrase: z.string().max(1000).exactOptional() });

export const backupsQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(10) });
export const backupsAnswer = z.object({
  /** Newest first. */
  backups: z.array(backup),
  total: z.int(),
  /** The one that the next start restores; `at` is null where it has been taken away meanwhile. */
  pending: z.object({ name: z.string(), at: z.number().nullable() }).nullable(),
});
export type BackupsAnswer = z.infer<typeof backupsAnswer>;

/** Answered before the restart begins; `restart` is null where Rota has to be closed and started by hand. */
export const restoreAnswer = z.object({ backup: z.string(), restart: restartAnswer.nullable() });
export type RestoreAnswer = z.infer<typeof restoreAnswer>;
