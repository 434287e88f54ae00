import { z } from 'zod';
import { mailbox } from './mailbox.ts';
import { inEnglish, said } from './translatable.ts';
import { saidOrText } from './translatable-schema.ts';
import { isAbsoluteFolder } from './triggers.ts';

// What must hold before a run that is due starts. It stands among the options of a schedule.

/** Stored: do not rename. */
export const conditionKinds = ['file', 'port', 'url', 'program', 'schedule', 'idle', 'mail'] as const;
export type ConditionKind = (typeof conditionKinds)[number];

/** At most so many on one schedule. */
export const mostConditions = 20;

/** The opposite is asked for. What cannot be found out is neither. */
const not = z.boolean().default(false);

/** A file or a folder of that name is there. */
export const fileCondition = z.object({
  kind: z.literal('file'),
  folder: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .refine(isAbsoluteFolder, inEnglish(said`must be a whole path, such as /home/me/in or C:\\in`))
    .meta({ description: 'A whole path on the computer that runs the schedule' }),
  /** Of the name: `*`, `?`, `[a-z]`, `{a,b}`; several with `;`. Letters count alike, small or capital. */
  pattern: z.string().trim().min(1).max(200).default('*'),
  what: z.enum(['file', 'folder']).default('file'),
  subfolders: z.boolean().default(false),
  /** Size and time of a file must not have changed for so long. */
  stillSeconds: z.number().min(0).max(86_400).default(0),
  not,
});
export type FileCondition = z.infer<typeof fileCondition>;

/** A program listens on a port. */
export const portCondition = z.object({
  kind: z.literal('port'),
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[^\s/@]+$/, inEnglish(said`must be the name or the address of a computer, without a port`)),
  port: z.int().min(1).max(65_535),
  not,
});
export type PortCondition = z.infer<typeof portCondition>;

const hasNoPassword = (text: string): boolean => {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return username === '' && password === '';
};

/** An address answers with a status, and with a text in it if that is asked. At most five redirects are followed. */
export const urlCondition = z.object({
  kind: z.literal('url'),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .refine(hasNoPassword, inEnglish(said`must not hold a name and a password`)),
  method: z.enum(['GET', 'HEAD']).default('GET'),
  /** The least and the greatest status that counts. */
  statusFrom: z.int().min(100).max(599).default(200),
  statusTo: z.int().min(100).max(599).default(299),
  /** In the first 256 KB of the answer; empty = anything. With GET only. */
  contains: z.string().max(500).default(''),
  /** Whether the certificate must be valid. */
  verify: z.boolean().default(true),
  not,
});
export type UrlCondition = z.infer<typeof urlCondition>;

/** A program of that file name runs on this computer, whoever started it. */
export const programCondition = z.object({
  kind: z.literal('program'),
  /** `excel.exe`, `java`: without its folder. `*` and `?` stand for any letters and one letter. */
  program: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^/\\]+$/, inEnglish(said`must be the name of a program without its folder, such as excel.exe`)),
  not,
});
export type ProgramCondition = z.infer<typeof programCondition>;

/** The latest ended run of another schedule, of today in the zone of the schedule that waits, succeeded. */
export const scheduleCondition = z.object({
  kind: z.literal('schedule'),
  /** The ID of a schedule, or its name if only one has it. */
  schedule: z.string().trim().min(1).max(200),
});
export type ScheduleCondition = z.infer<typeof scheduleCondition>;

/** Nobody has used mouse and keyboard for so long. */
export const idleCondition = z.object({
  kind: z.literal('idle'),
  minutes: z.number().min(0.1).max(1440).default(5),
});
export type IdleCondition = z.infer<typeof idleCondition>;

/** A mail is in a folder of a mailbox. It is neither marked nor moved. */
export const mailCondition = z.object({
  kind: z.literal('mail'),
  ...mailbox.shape,
  /** `day`: it came on the day on which the run is due, in the zone of the schedule; `hours`: in the last `hours`. */
  since: z.enum(['day', 'hours']).default('day'),
  hours: z.number().min(0.1).max(744).default(24),
  not,
});
export type MailCondition = z.infer<typeof mailCondition>;

export const condition = z.discriminatedUnion('kind', [
  fileCondition,
  portCondition,
  urlCondition,
  programCondition,
  scheduleCondition,
  idleCondition,
  mailCondition,
]);
export type Condition = z.infer<typeof condition>;

const conditionList = z.array(condition).min(1).max(mostConditions);

/** What is looked at when a run is due, how often, and how long. */
export const conditions = z.object({
  /** Whether all of them must hold at one look, or one is enough. */
  need: z.enum(['all', 'any']).default('all'),
  everySeconds: z.number().min(5).max(86_400).default(60),
  /** After the due time. Then the run ends as expired; 0 = it is looked at once. */
  limitMinutes: z.number().min(0).max(43_200).default(60),
  list: conditionList,
});
export type Conditions = z.infer<typeof conditions>;

/** In a start: a list alone has the defaults. */
export const startConditions = z.union([conditions, conditionList]);
export type StartConditions = z.infer<typeof startConditions>;

/** Kinds that are about the computer that looks: where they hold, the run belongs. */
export const ofComputer: readonly ConditionKind[] = ['file', 'program', 'idle'];

/** Kinds that a client needs the scope `manage` for: they tell what is on this computer, or in a mailbox. */
export const manageOnly: readonly ConditionKind[] = [...ofComputer, 'mail'];

export const testConditionBody = z.object({
  condition,
  /** The zone of "today". */
  timezone: z.string().max(100).optional(),
  /** The process that the vault gives the password of a mailbox to. */
  process: z.string().max(200).optional(),
});

/** What a look at one condition found. */
export const testConditionAnswer = z.object({
  holds: z.boolean(),
  /** What was seen: `10.0.0.5:443 does not answer: connection refused`. */
  seen: saidOrText,
});
export type TestConditionAnswer = z.infer<typeof testConditionAnswer>;
