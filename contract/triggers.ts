import { z } from 'zod';
import { hookTrigger } from './hook-trigger.ts';
import { mailTrigger } from './mail-trigger.ts';
import { ftpTrigger, sftpTrigger } from './remote-trigger.ts';
import { runEndTrigger } from './run-end-trigger.ts';
import { saidSchema } from './translatable-schema.ts';
import { inEnglish, said } from './translatable.ts';
import { triggerEnabled as enabled, triggerId as id } from './trigger-basis.ts';

// What makes runs of a schedule besides its plan. The triggers of a schedule stand among its options.

/** Stored: do not rename. */
export const triggerKinds = [
  'file',
  'mail',
  'startup',
  'logon',
  'unlock',
  'idle',
  'run-end',
  'hook',
  'sftp',
  'ftp',
] as const;
export type TriggerKind = (typeof triggerKinds)[number];

/** At most so many on one schedule. */
export const mostTriggers = 20;

/** `/in`, `C:\in`, `\\server\in`: a folder that means the same wherever Rota was started. */
export const isAbsoluteFolder = (text: string): boolean => /^(?:\/|[A-Za-z]:[\\/]|\\\\[^\\])/.test(text);

const folder = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .refine(isAbsoluteFolder, inEnglish(said`must be a whole path, such as /home/me/in or C:\\in`));

/** Every file that arrives in a folder makes one run. */
export const fileTrigger = z.object({
  id,
  enabled,
  kind: z.literal('file'),
  folder: folder.meta({ description: 'A whole path on the computer that runs the schedule' }),
  /** Of the name: `*`, `?`, `[a-z]`, `{a,b}`; several with `;`. Letters count alike, small or capital. */
  pattern: z.string().trim().min(1).max(200).default('*'),
  subfolders: z.boolean().default(false),
  /** Size and time of a file must not have changed for so long. */
  stillSeconds: z.number().min(0).max(86_400).default(2),
  /** Whether files that are there when it is first switched on make runs, too. */
  existing: z.boolean().default(false),
  /** The parameter that gets the file: its path, or the file itself where the parameter is one. Null = none. */
  valueName: z.string().max(200).nullable().default(null),
  /** Where files go once their run is over; null = they stay. */
  doneFolder: folder.nullable().default(null),
  failedFolder: folder.nullable().default(null),
  /** `auto`: when the system tells of a change, and every half minute; `poll`: only every `lookSeconds`. */
  look: z.enum(['auto', 'poll']).default('auto'),
  lookSeconds: z.number().min(1).max(86_400).default(30),
});
export type FileTrigger = z.infer<typeof fileTrigger>;

/** Rota has started: one run at each start. */
export const startupTrigger = z.object({
  id,
  enabled,
  kind: z.literal('startup'),
  delaySeconds: z.number().min(0).max(86_400).default(0),
});
export type StartupTrigger = z.infer<typeof startupTrigger>;

/** Somebody has logged on at this computer, or has unlocked its screen. */
export const logonTrigger = z.object({
  id,
  enabled,
  kind: z.literal('logon'),
  delaySeconds: z.number().min(0).max(86_400).default(0),
});
export const unlockTrigger = logonTrigger.extend({ kind: z.literal('unlock') });

/** Nobody has used mouse and keyboard for so long: one run each time it comes to that. */
export const idleTrigger = z.object({
  id,
  enabled,
  kind: z.literal('idle'),
  minutes: z.number().min(1).max(1440).default(10),
});
export type SessionTrigger = z.infer<typeof logonTrigger> | z.infer<typeof unlockTrigger>;
export type IdleTrigger = z.infer<typeof idleTrigger>;

export const trigger = z.discriminatedUnion('kind', [
  fileTrigger,
  mailTrigger,
  startupTrigger,
  logonTrigger,
  unlockTrigger,
  idleTrigger,
  runEndTrigger,
  hookTrigger,
  sftpTrigger,
  ftpTrigger,
]);
export type ScheduleTrigger = z.infer<typeof trigger>;

export const triggers = z.array(trigger).max(mostTriggers);

/** What looking at once has found for one trigger. */
export const triggerLook = z.object({
  trigger: z.string(),
  kind: z.enum(triggerKinds),
  /** Runs that came of it. */
  started: z.int(),
  /** Files that match and are still being written. */
  waiting: z.int(),
  /** Mails that came and do not match. */
  others: z.int(),
  /** Why it could not look. */
  problem: saidSchema.nullable(),
});
export type TriggerLook = z.infer<typeof triggerLook>;
export const triggerLooksAnswer = z.object({ looks: z.array(triggerLook) });
