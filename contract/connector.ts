import { z } from 'zod';
import { startConditions } from './conditions.ts';
import { followUps } from './follow-up.ts';
import { clockChangePolicies } from './quartz/index.ts';
import { parameterSchema } from './process.ts';
import { idleMinutesKey, limitsKey, usageKeys, wakeComputerKey } from './limits.ts';
import { folderKey, tagsKey } from './tags.ts';
import { progress } from './run.ts';
import { triggers as triggersOfSchedule } from './triggers.ts';
import { intervalUnits } from './interval-plans.ts';
import { calendarActions, callbackEvents, retryGrowths } from './schedule.ts';
import { connectorWorker } from './worker.ts';
import { zoneOrigins } from './zones.ts';

/** The only words that the vendor's status path may answer. */
export const connectorStatuses = ['WAITING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export type ConnectorStatus = (typeof connectorStatuses)[number];

export const emptyBody = z.looseObject({});

const startTimes = z
  .union([z.string(), z.array(z.string())])
  .meta({ description: 'Local times, 09:00 or 09:00:30', examples: ['09:00'] });

/** A plan beside Quartz (docs/api.md); its window and zone stand beside it in the body. */
const startPlan = z.union([
  z.object({
    kind: z.literal('every'),
    every: z.int().min(1),
    unit: z.enum(intervalUnits),
    at: startTimes.optional(),
    weekdays: z
      .array(z.union([z.string(), z.int().min(1).max(7)]))
      .optional()
      .meta({ description: 'Of weeks: MON to SUN, or 1 = Monday to 7 = Sunday' }),
  }),
  z.object({
    kind: z.literal('working-day'),
    nth: z.int().meta({ description: '1 = the first of the month, -1 = the last' }),
    at: startTimes,
    months: z.array(z.int().min(1).max(12)).optional(),
    calendar: z.string().optional().meta({ description: 'Whose working days; else Monday to Friday' }),
  }),
  z.object({
    kind: z.literal('holiday'),
    nth: z.int().meta({ description: '-1 = the working day before each holiday, 1 = the one after' }),
    at: startTimes,
    calendar: z.string(),
  }),
]);

/**
 * The body of a start, as documented to programmers. More is accepted (other spellings, texts for numbers):
 * server/domain/start/start-body.ts reads it key by key and reports everything that is wrong at once.
 */
export const startBody = z.looseObject({
  name: z.string().meta({ description: 'Process name' }),
  values: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'Values for the parameters of the process' }),
  quartzDef: z
    .string()
    .optional()
    .meta({ description: 'Quartz cron expression, 6 or 7 fields', examples: ['0 6 6 ? * FRI'] }),
  plan: startPlan.optional().meta({
    description:
      'In place of `quartzDef`: every n of a unit from `startDate` on, the n-th working day of the month, or working days before or after the holidays of a calendar',
  }),
  startDate: z
    .string()
    .optional()
    .meta({ description: 'Window start, yyyy-MM-dd HH:mm:ss', examples: ['2026-11-16 16:56:00'] }),
  endDate: z.string().optional().meta({ description: 'Window end, yyyy-MM-dd HH:mm:ss' }),
  runOnce: z.enum(['Y', 'N']).optional(),
  runImmediately: z.enum(['Y', 'N']).optional(),
  retryCount: z
    .union([z.string(), z.int().min(0).max(99)])
    .optional()
    .meta({ description: 'Further attempts after an error, 0–99' }),
  worker: z
    .string()
    .optional()
    .meta({ description: 'Worker ID, name or alias, or the name of a group; else any that can run it' }),
  timezone: z
    .string()
    .optional()
    .meta({ description: 'IANA time zone; else that of this computer', examples: ['Europe/Istanbul'] }),
  retryDelaySeconds: z.number().min(0).max(86_400).optional(),
  retryDelayGrowth: z
    .enum(retryGrowths)
    .optional()
    .meta({ description: 'Each wait as long as the first, or twice as long as the one before' }),
  retryDelayMaxSeconds: z.number().min(0).max(86_400).optional().meta({ description: 'The longest wait; else a day' }),
  retryJitterPercent: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .meta({ description: 'Each wait is shorter or longer by up to this much of itself, at random' }),
  priority: z.int().min(-100).max(100).optional(),
  timeoutSeconds: z.number().positive().optional(),
  ...{
    limits: limitsKey,
    idleMinutes: idleMinutesKey,
    wakeComputer: wakeComputerKey,
    tags: tagsKey,
    folder: folderKey,
  },
  overlap: z.enum(['queue', 'skip', 'replace', 'allow']).optional(),
  misfire: z
    .union([
      z.enum(['once', 'skip', 'all']),
      z.object({ policy: z.enum(['once', 'skip', 'all']), notLaterThanSeconds: z.number().min(0) }),
    ])
    .optional()
    .meta({
      description:
        'What becomes of due times that could not be met. Up to 5 seconds late is on time and runs. Later than that: `once` (default) runs the latest of them, `skip` the latest if it is at most 60 seconds late, else nothing, `all` each. The others are recorded as missed.',
    }),
  calendar: z
    .union([z.string(), z.array(z.object({ calendar: z.string(), action: z.enum(calendarActions) }))])
    .optional(),
  clockChange: z.enum(clockChangePolicies).optional().meta({
    description:
      'Times that do not exist, or come twice, when the clock is changed: as Quartz (lost; the second time), moved to the first instant after, or moved and both times',
  }),
  callbackUrl: z.string().optional().meta({ description: 'Where signed webhooks about its runs go' }),
  callbackEvents: z
    .array(z.enum(callbackEvents))
    .min(1)
    .optional()
    .meta({ description: 'What the webhooks tell: that a run has `started`, has `ended`; else its end alone' }),
  then: followUps.optional().meta({ description: 'What follows each of its runs, queued with the end of the run' }),
  triggers: triggersOfSchedule.optional().meta({
    description:
      'What starts it besides a plan, or instead of one: files, web calls, ends of other runs and more. Those that look at folders or servers need the scope `manage`.',
  }),
  conditions: startConditions.optional().meta({ description: 'What must hold before each of its runs starts' }),
  strict: z.boolean().optional(),
});

/** Something that was understood differently from how it was written, or that the caller should know. */
export const warning = z.object({
  code: z.string(),
  field: z.string().nullable(),
  message: z.string(),
  localTime: z
    .string()
    .exactOptional()
    .meta({ description: 'With CLOCK_CHANGE: the first local time that is meant, yyyy-MM-dd HH:mm:ss' }),
});
export type Warning = z.infer<typeof warning>;

/** An ISO instant in UTC. */
export const iso = z.string().meta({ format: 'date-time' });

export const statusQuery = z.object({
  wait: z.coerce.number().min(0).max(60).optional(),
  types: z.enum(['text', 'native']).optional(),
});

export const followsWords = 'Of a run that follows another one: the `runId` of that one';
export const warningWords = 'Of a run that succeeded with a warning: the warning; else null';

/** Outputs are added as `__out_<name>`. */
export const statusAnswer = z.looseObject({
  status: z.enum(connectorStatuses),
  message: z.string(),
  nextRun: iso.nullable().optional(),
  progress: progress.nullable().optional(),
  attempt: z.string().nullable().optional(),
  runId: z.string().nullable().optional(),
  warning: z.string().nullable().optional().meta({ description: warningWords }),
  follows: z.string().optional().meta({ description: followsWords }),
  ...usageKeys,
});
export type StatusAnswer = z.infer<typeof statusAnswer>;

/** With `wait` also the state, as on the status path, and outputs as `__out_<name>`. */
export const startAnswer = z.looseObject({
  robustaSpid: z.string(),
  message: z.string(),
  nextRun: iso.nullable(),
  warnings: z.array(warning),
  status: z.enum(connectorStatuses).optional().meta({ description: 'Only with `wait`: the state' }),
  statusMessage: z.string().optional().meta({ description: 'Only with `wait`: the state in a sentence' }),
  progress: progress.nullable().optional(),
  attempt: z.string().nullable().optional(),
  runId: z.string().nullable().optional(),
  warning: z.string().nullable().optional().meta({ description: warningWords }),
});
export type StartAnswer = z.infer<typeof startAnswer>;

export const listAnswer = z.object({
  message: z.string(),
  processes: z.array(
    z.object({
      name: z.string(),
      title: z.string().nullable(),
      description: z.string().nullable(),
      enabled: z.boolean(),
      usesDesktop: z.boolean(),
      parameters: parameterSchema,
      /** A body that can be sent unchanged to start it; secrets are placeholders. */
      sample: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type ListAnswer = z.infer<typeof listAnswer>;

export const validateBody = startBody.extend({ from: iso.optional(), count: z.int().min(1).max(50).optional() });

export const validateAnswer = z.object({
  message: z.string(),
  /** What the body means: process, values, plan, options, as they would be stored (secrets masked). */
  understood: z.record(z.string(), z.unknown()),
  warnings: z.array(warning),
  nextRuns: z.array(iso),
});
export type ValidateAnswer = z.infer<typeof validateAnswer>;

export const cancelAnswer = z.object({
  robustaSpid: z.string(),
  message: z.string(),
  status: z.enum(connectorStatuses),
});

export const workersAnswer = z.object({ message: z.string(), workers: z.array(connectorWorker) });
export const healthAnswer = z.object({
  message: z.string(),
  status: z.literal('UP'),
  /** Only for a signed-in caller, while it is so: when the database of the fleet answered last. */
  databaseAwaySince: iso.exactOptional(),
  /** Only for a signed-in caller: the edition of the time zone data in use. */
  timeZoneData: z
    .object({ version: z.string(), source: z.enum(zoneOrigins), dated: iso.nullable(), ageDays: z.int().nullable() })
    .exactOptional(),
});

/** Every error, on every path; `message` is complete by itself. */
export const errorAnswer = z.object({
  message: z.string(),
  robustaSpid: z.null(),
  status: z.literal('NOT_FOUND').optional(),
  error: z.object({
    code: z.string(),
    field: z.string().nullable(),
    details: z.array(
      z.object({ code: z.string(), field: z.string().nullable(), message: z.string(), position: z.int().optional() }),
    ),
    incident: z.string().optional(),
  }),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;
