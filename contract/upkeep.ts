import { z } from 'zod';
import { calendar } from './calendar.ts';
import { exportedChannel } from './channels.ts';
import { errorTable, type ErrorCode } from './errors.ts';
import { importKinds } from './import-kinds.ts';
import { messageRule } from './message-rules.ts';
import { rpaProcess } from './process.ts';
import { saidSchema } from './translatable-schema.ts';
import { scheduleDraft } from './schedule.ts';
import { settings } from './settings.ts';

// Maintenance of a Rota: storage, the address it listens on, export and import. Instants are epoch ms.

const count = z.int();

/** What the data folder contains now. */
export const storageAnswer = z.object({
  runs: count,
  /** When the oldest stored run was queued. */
  oldestAt: z.number().nullable(),
  databaseBytes: count,
  /** Logs and files of runs, by the room they take on the disk. */
  runBytes: count,
  /** What a stored run takes on average, database and files together; null if there are fewer than 100, or not all were counted. */
  bytesARun: count.nullable(),
  /** Free disk space beyond the reserve; null if the system does not report it. */
  freeBytes: count.nullable(),
  /** There are too many files to count them all: the figure is a minimum. */
  isAtLeast: z.boolean(),
});
export type StorageAnswer = z.infer<typeof storageAnswer>;

export const portBody = z.object({ port: z.int().min(1).max(65_535) });
export const portAnswer = z.object({
  /** ours: Rota listens there now; forbidden: this user may not use it; elsewhere: the address does not belong to this computer. */
  state: z.enum(['free', 'ours', 'taken', 'forbidden', 'elsewhere']),
  /** The program that listens there, if it can be found out. */
  holder: z.string().nullable(),
  /** The same, for translation. */
  said: saidSchema.exactOptional(),
});
export type PortAnswer = z.infer<typeof portAnswer>;

/** Why the last restart did not reach the address that was asked for. */
export const restartProblem = z.object({
  code: z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]),
  field: z.string().nullable(),
  message: z.string(),
  said: saidSchema.exactOptional(),
});

export const settingsAnswer = z.object({
  settings,
  /** The next start will listen on another address or port, or use another database. */
  needsRestart: z.boolean(),
  canRestart: z.boolean(),
  /** Present until address or port change, or a restart succeeds. */
  restartProblem: restartProblem.nullable(),
});

/** Sent before the restart begins. */
export const restartAnswer = z.object({
  ok: z.literal(true),
  /** Where the caller finds Rota after the restart, if needed with a sign-in token; null if the address does not change. */
  url: z.string().nullable(),
  /** After the restart only Rota's own computer can reach it, and the caller is on another one. */
  isOutOfReach: z.boolean(),
  /** How long the last start took. */
  startMs: z.number(),
});
export type RestartAnswer = z.infer<typeof restartAnswer>;

/** Where the backup is, on the computer that Rota runs on. */
export const backupAnswer = z.object({ folder: z.string() });

/** The whole configuration with its schedules; never secrets. */
export const exportDocument = z.object({
  rota: z.literal(1),
  exportedAt: z.string(),
  processes: z.array(rpaProcess),
  calendars: z.array(calendar),
  channels: z.array(exportedChannel),
  messageRules: z.array(messageRule),
  /** A paused schedule is imported as paused. */
  schedules: z.array(z.object({ id: z.string(), draft: scheduleDraft, isPaused: z.literal(true).exactOptional() })),
});
export type ExportDocument = z.infer<typeof exportDocument>;
/** The bytes of a file in base64, and their encoding if known. Else it is detected, or the file is refused with the line. */
const fileBytes = { bytes: z.base64(), encoding: z.string().max(40).optional() };
export const readTextBody = z.object(fileBytes);
/** The text, and the encoding that was used. */
export const readTextAnswer = z.object({ text: z.string(), encoding: z.string() });

export const importBody = z.object({
  kind: z.enum(importKinds),
  /** The document: an object for `rota`, a text for the others. */
  document: z.unknown().optional(),
  /** Can be sent instead of `document`. */
  bytes: fileBytes.bytes.optional(),
  encoding: fileBytes.encoding,
  /** For a crontab: whether its lines name a user before the command (/etc/crontab, /etc/cron.d). Asked for if the file does not tell. */
  columns: z.enum(['user', 'system']).optional(),
  /** For a crontab: which cron it is for. Asked for if lines depend on it. */
  cron: z.enum(['debian', 'cronie', 'busybox']).optional(),
  isDryRun: z.boolean().default(true),
  /** A token by which the caller recognizes the progress announcements of this import. */
  progress: z.string().max(100).optional(),
});
export const importAnswer = z.object({
  changes: z.array(
    z.object({
      kind: z.enum(['process', 'calendar', 'channel', 'schedule', 'rule']),
      name: z.string(),
      change: z.enum(['add', 'replace', 'same', 'refused']),
      note: z.string(),
      /** The note, for translation. */
      said: saidSchema.optional(),
      /** What the user should know of an imported schedule: the next days on which the clock changes. */
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
  /** What the caller must answer (a key of the request with that name) before the lines that depend on it are imported. */
  questions: z.array(z.enum(['columns', 'cron'])),
  /** Remarks on the document as a whole. */
  remarks: z.array(z.object({ text: z.string(), said: saidSchema })),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
