import { z } from 'zod';
import { calendar } from './calendar.ts';
import { errorTable, type ErrorCode } from './errors.ts';
import { rpaProcess } from './process.ts';
import { saidSchema } from './translatable-schema.ts';
import { scheduleDraft } from './schedule.ts';
import { settings } from './settings.ts';

// Looking after a Rota: what it keeps, where it listens, and how its set travels. Instants are epoch ms.

const count = z.int();

/** What the data folder holds now. */
export const storageAnswer = z.object({
  runs: count,
  /** When the oldest kept run was queued. */
  oldestAt: z.number().nullable(),
  databaseBytes: count,
  /** Logs and files of runs, as they take room on the disk. */
  runBytes: count,
  /** What a kept run takes here, database and files together; null where there are fewer than 100, or not all was counted. */
  bytesARun: count.nullable(),
  /** Room on the disk above what is kept free; null where the system does not say. */
  freeBytes: count.nullable(),
  /** There are so many files that not all were counted: it is at least this much. */
  isAtLeast: z.boolean(),
});
export type StorageAnswer = z.infer<typeof storageAnswer>;

export const portBody = z.object({ port: z.int().min(1).max(65_535) });
export const portAnswer = z.object({
  /** ours: Rota listens there now; forbidden: this user may not use it; elsewhere: the address is not one of this computer. */
  state: z.enum(['free', 'ours', 'taken', 'forbidden', 'elsewhere']),
  /** Who listens there, as far as that can be known. */
  holder: z.string().nullable(),
  /** The holder, to be said in another language. */
  said: saidSchema.exactOptional(),
});
export type PortAnswer = z.infer<typeof portAnswer>;

/** Why the last restart did not lead to the address that was wanted. */
export const restartProblem = z.object({
  code: z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]),
  field: z.string().nullable(),
  message: z.string(),
  said: saidSchema.exactOptional(),
});

export const settingsAnswer = z.object({
  settings,
  /** The next start would listen elsewhere. */
  needsRestart: z.boolean(),
  canRestart: z.boolean(),
  /** Stands until address or port is changed, or a restart succeeds. */
  restartProblem: restartProblem.nullable(),
});

/** Answered before the restart begins. */
export const restartAnswer = z.object({
  ok: z.literal(true),
  /** Where whoever asked finds Rota afterwards, if need be with a token that signs in; null where it stays in its place. */
  url: z.string().nullable(),
  /** Only the computer that Rota runs on will reach it, and the asking one is another. */
  isOutOfReach: z.boolean(),
  /** How long the last start took. */
  startMs: z.number(),
});
export type RestartAnswer = z.infer<typeof restartAnswer>;

/** Where the copy lies on the computer that Rota runs on. */
export const backupAnswer = z.object({ folder: z.string() });

/** The whole set; never secrets. */
export const exportDocument = z.object({
  rota: z.literal(1),
  exportedAt: z.string(),
  processes: z.array(rpaProcess),
  calendars: z.array(calendar),
  /** One that is paused comes paused wherever it is taken in. */
  schedules: z.array(z.object({ id: z.string(), draft: scheduleDraft, isPaused: z.literal(true).exactOptional() })),
});
export type ExportDocument = z.infer<typeof exportDocument>;
/** The bytes of a file in base64, and its encoding where that is known; else it is worked out, or refused with the line. */
const fileBytes = { bytes: z.base64(), encoding: z.string().max(40).optional() };
export const readTextBody = z.object(fileBytes);
/** The text, and what it was read as. */
export const readTextAnswer = z.object({ text: z.string(), encoding: z.string() });

export const importBody = z.object({
  kind: z.enum(['rota', 'crontab', 'windows-task']),
  /** The document: an object for `rota`, a text for the others. */
  document: z.unknown().optional(),
  /** Instead of `document`. */
  bytes: fileBytes.bytes.optional(),
  encoding: fileBytes.encoding,
  /** Of a crontab: whether its lines name a user before the command (/etc/crontab, /etc/cron.d) or not; asked for where it is not clear. */
  columns: z.enum(['user', 'system']).optional(),
  /** Of a crontab: which cron it is from; asked for where lines depend on it. */
  cron: z.enum(['debian', 'cronie', 'busybox']).optional(),
  isDryRun: z.boolean().default(true),
  /** A word by which whoever asks knows the announcements of how far it is. */
  progress: z.string().max(100).optional(),
});
export const importAnswer = z.object({
  changes: z.array(
    z.object({
      kind: z.enum(['process', 'calendar', 'schedule']),
      name: z.string(),
      change: z.enum(['add', 'replace', 'same', 'refused']),
      note: z.string(),
      /** The note, to be said in another language. */
      said: saidSchema.optional(),
      /** What should be known of a schedule that is taken: the next days on which the clock is changed. */
      warnings: z
        .array(
          z.object({
            code: z.literal('CLOCK_CHANGE'),
            message: z.string(),
            said: saidSchema,
            /** yyyy-MM-dd HH:mm:ss in the schedule's zone. */
            localTime: z.string(),
          }),
        )
        .optional(),
    }),
  ),
  isDryRun: z.boolean(),
  /** What must be said (as a key of the request of that name) before what waits for it is taken. */
  questions: z.array(z.enum(['columns', 'cron'])),
  /** What is worth knowing of the document as a whole. */
  remarks: z.array(z.object({ text: z.string(), said: saidSchema })),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
