import { z } from 'zod';
import { inEnglish, said } from './translatable.ts';
import { calendar } from './calendar.ts';
import { client, clientDraft, credentials } from './client.ts';
import { conditions } from './conditions.ts';
import { notice } from './events.ts';
import { databaseState } from './fleet.ts';
import { followUps } from './follow-up.ts';
import { askedInstant } from './overview.ts';
import { personSettings } from './person-settings.ts';
import { rpaProcess } from './process.ts';
import { roles } from './roles.ts';
import { outcomes, run, runDetail, runStatuses, triggers } from './run.ts';
import { givenInstant, overlapPolicies, schedule, scheduleDraft, scheduleRow } from './schedule.ts';
import { saidSchema } from './translatable-schema.ts';
import { settings, settingsPatch } from './settings.ts';
import { workerStatus } from './worker.ts';
import { zoneTables } from './zones.ts';

export * from './audit.ts';
export * from './chain.ts';
export * from './run-log.ts';

// The console API: what the page, the tray and the command line send and get. Instants are epoch ms.

const instant = z.number();
const count = z.int();
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const limit = (fallback: number, most: number) => z.coerce.number().int().min(1).max(most).default(fallback);

export const okAnswer = z.object({ ok: z.literal(true) });

export const signInBody = z.object({ token: z.string().min(1).max(200) });
export const sessionAnswer = z.object({
  worker: workerStatus,
  /** Whether computers share a database: then there may be other workers. */
  isFleet: z.boolean(),
  database: databaseState,
  settings,
  /** Where programs reach the connector API. */
  baseUrl: z.string(),
  version: z.string(),
  /** Changes with every start of the server. */
  epoch: z.string(),
  timezone: z.string(),
  now: instant,
  /** Where data, logs and configuration are. */
  home: z.string(),
  isDesktop: z.boolean(),
  pausedUntil: instant.nullable(),
  isPaused: z.boolean(),
  hasClients: z.boolean(),
  /** Who is signed in. `userId` is null for whoever has the computer; `tags`: only processes with one of them are seen; null: all. */
  me: z.object({
    userId: z.string().nullable(),
    name: z.string(),
    role: z.enum(roles),
    tags: z.array(z.string()).nullable(),
  }),
  /** What the user chose for themself; null for whoever has the computer, and in the answer of a sign-in. */
  own: personSettings.nullable(),
  /** Why programs will refuse the certificate of this server, now or within a month. */
  certificateProblem: saidSchema.nullable(),
  /** The rules of the zone above; a page starts with these. */
  zones: zoneTables,
});
export type SessionAnswer = z.infer<typeof sessionAnswer>;
export const linkAnswer = z.object({ url: z.string() });

export const scheduleFilters = ['all', 'running', 'paused', 'failing', 'ended'] as const;
export const schedulesQuery = z.object({
  filter: z.enum(scheduleFilters).default('all'),
  q: z.string().max(200).default(''),
  process: z.string().optional(),
  /** Those for this worker, by its ID, or for this group. */
  worker: z.string().max(200).optional(),
  limit: limit(1000, 20_000),
  /** The `seq` below which to continue. */
  before: z.coerce.number().int().optional(),
});
/** `forWorker`: how many that have not ended are for the worker or group that was asked for; absent without one. */
export const schedulesAnswer = z.object({
  rows: z.array(scheduleRow),
  total: count,
  next: z.int().nullable(),
  forWorker: count.exactOptional(),
});
export type SchedulesAnswer = z.infer<typeof schedulesAnswer>;

/** `copyOf`: a schedule of the same process. A secret left as `secretPlaceholder` is copied from it. */
export const scheduleBody = scheduleDraft.extend({ copyOf: z.string().optional() });
export const scheduleReplaceBody = z.object({ version: z.int(), draft: scheduleDraft });
export const scheduleRowAnswer = z.object({ row: scheduleRow });
export const runNowBody = z.object({ values: z.record(z.string(), z.unknown()).optional() });
/** With `chain` its follow-ups follow again; without it nothing does. */
export const rerunBody = runNowBody.extend({ chain: z.boolean().default(false) });
/** `worker`: a worker or group instead of the schedule's; null: any. */
export const runScheduleBody = runNowBody.extend({ worker: z.string().min(1).max(200).nullable().optional() });
export type RunSchedule = z.infer<typeof runScheduleBody>;
export const pauseBody = z.object({ until: givenInstant.nullable().default(null) });
export const favouriteBody = z.object({ isFavourite: z.boolean() });

export const runFilters = ['all', 'running', 'waiting', ...outcomes] as const;
export const runsQuery = z.object({
  result: z.enum(runFilters).default('all'),
  process: z.string().optional(),
  schedule: z.string().optional(),
  trigger: z.enum(triggers).optional(),
  status: z.enum(runStatuses).optional(),
  /** Those that this worker has or had, by its ID, and those that wait for this worker or this group. */
  worker: z.string().max(200).optional(),
  from: askedInstant.optional(),
  to: askedInstant.optional(),
  q: z.string().max(200).optional(),
  tests: flag.optional(),
  limit: limit(200, 1000),
  before: z.coerce.number().int().optional(),
});
export const runsAnswer = z.object({ runs: z.array(run), next: z.int().nullable() });
export type RunsAnswer = z.infer<typeof runsAnswer>;
export const runAnswer = z.object({ run });
export const runDetailAnswer = z.object({
  run: runDetail,
  process: rpaProcess.nullable(),
  schedule: schedule.nullable(),
});
export type RunDetailAnswer = z.infer<typeof runDetailAnswer>;
/** With `chain` also the runs that follow it are cancelled, and none follows any more. */
export const cancelBody = z.object({ force: z.boolean().default(false), chain: z.boolean().default(false) });
export const processRow = z.object({
  process: rpaProcess,
  isBundled: z.boolean(),
  schedules: count,
  lastRun: run.nullable(),
  /** Of the last hundred ended runs; null if there are fewer than five. */
  successRate: z.number().nullable(),
  usualMs: z.number().nullable(),
});
export type ProcessRow = z.infer<typeof processRow>;
export const processesAnswer = z.object({ processes: z.array(processRow) });
export const processBody = z.object({
  process: z.unknown(),
  onlyNew: z.boolean().default(false),
  /** The folder of the imported file: relative `script` and `cwd` are resolved against it. */
  base: z.string().max(4000).optional(),
  /** The stored value that the caller has seen; refused if it has changed since. */
  was: z.unknown().optional(),
});
export const processAnswer = z.object({ process: rpaProcess });
export const processCheckAnswer = z.object({
  problems: z.array(z.object({ field: z.string(), message: z.string(), said: saidSchema.optional() })),
});
export const startProcessBody = z.object({
  /** The ID, name or alias of a worker, or the name of a group; without it any that can run it. */
  worker: z.string().max(200).optional(),
  values: z.record(z.string(), z.unknown()).default({}),
  isTest: z.boolean().default(false),
  overlap: z.enum(overlapPolicies).optional(),
  then: followUps.optional(),
  /** What it waits for. */
  conditions: conditions.optional(),
});

export const clientsAnswer = z.object({ clients: z.array(client) });
export const clientBody = clientDraft;
export const rotateBody = z.object({ overlapSeconds: z.number().min(0).max(604_800).default(0) });
export const credentialsAnswer = credentials;

export const workerAnswer = z.object({ worker: workerStatus, isPaused: z.boolean(), pausedUntil: instant.nullable() });
export const workerBody = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  aliases: z.array(z.string().trim().min(1).max(100)).max(20).optional(),
});
export const settingsBody = settingsPatch;

export const calendarsAnswer = z.object({
  calendars: z.array(calendar),
  countries: z.array(z.object({ code: z.string(), name: z.string() })),
});
/** `was`: the stored calendar that the caller has seen, null for a new one; refused if it has changed since. */
export const calendarBody = calendar.extend({ was: calendar.nullable().optional() });
export const importCalendarBody = z
  .object({
    ics: z.string().max(2_000_000).optional(),
    /** Instead of text: the bytes of the file in base64, and their encoding if it is not UTF-8. */
    bytes: z.base64().optional(),
    encoding: z.string().max(40).optional(),
  })
  .refine(
    ({ ics, bytes }) => (ics === undefined) !== (bytes === undefined),
    inEnglish(said`give either "ics" or "bytes"`),
  );
/** The number of events, the days added, and the events that gave none, with the reason; `summary` is the same in a sentence. */
export const importCalendarAnswer = z.object({
  added: count,
  calendar,
  events: count,
  leftOut: z.array(z.object({ why: z.enum(['timed', 'cancelled', 'outside']), name: z.string() })),
  summary: z.object({ text: z.string(), said: saidSchema }),
});

export const noticesAnswer = z.object({ notices: z.array(notice) });
export const noticeRunsAnswer = z.object({ runs: z.array(run) });
/** Run or skip some of the missed runs of a notice, or all that remain. */
export const settleNoticeBody = z.object({
  act: z.enum(['run', 'skip']),
  runIds: z.array(z.string()).max(1000).optional(),
});
export type NoticeAct = z.infer<typeof settleNoticeBody>['act'];
/** What remains of the notice; null if nothing does, or if it was dismissed. */
export const settleNoticeAnswer = z.object({ notice: notice.nullable() });

export const pageQuery = z.object({ limit: limit(100, 500), before: z.coerce.number().int().optional() });
export const auditQuery = pageQuery;
