import { z } from 'zod';
import { conditions } from './conditions.ts';
import { everyPlan, holidayPlan, workingDayPlan } from './interval-plans.ts';
import { clockChangePolicies } from './quartz/index.ts';
import { followUps } from './follow-up.ts';
import { idleMinutes, runLimits } from './limits.ts';
import { outcomes, progress, runStatuses } from './run.ts';
import { reason } from './reasons.ts';
import { folder, tags } from './tags.ts';
import { triggers } from './triggers.ts';

/** What happens when a run is due while another of the same schedule is active. */
export const overlapPolicies = ['queue', 'skip', 'replace', 'allow'] as const;
export type OverlapPolicy = (typeof overlapPolicies)[number];

/** What happens to due times that passed while Rota could not run them: one run now (as in Quartz), none, or one each. */
export const misfirePolicies = ['once', 'skip', 'all'] as const;
export type MisfirePolicy = (typeof misfirePolicies)[number];

/**
 * What a due time does on a non-working day of a calendar: nothing runs, or it runs on the working day before, after, or nearest to it.
 * The nearest stays in the month if that has a working day, as `W` of Quartz does; of two as near it is the earlier. Stored: do not rename.
 */
export const calendarActions = ['skip', 'previous', 'next', 'nearest'] as const;
export type CalendarAction = (typeof calendarActions)[number];

/** How the wait before a further attempt grows: always the same, or twice as long each time. Stored: do not rename. */
export const retryGrowths = ['fixed', 'double'] as const;

/** The events of a run that a webhook can report: its first attempt has started, it is over. */
export const callbackEvents = ['started', 'ended'] as const;
export type CallbackEvent = (typeof callbackEvents)[number];

/** active: runs when due; paused: due times are skipped; ended: no further due time. Stored: do not rename. */
export const scheduleStates = ['active', 'paused', 'ended'] as const;
export type ScheduleState = (typeof scheduleStates)[number];

const instant = z.number();

/** An instant in a request: whole milliseconds, up to the end of the year 9999. */
export const givenInstant = z.int().min(0).max(253_402_300_799_999);

/**
 * What happens to times on days on which the clock changes: `as-quartz` loses those that do not exist and runs those that
 * come twice the second time, `move` runs what does not exist once, at the first instant after, `both` also runs both passes.
 */
export const clockChange = z.enum(clockChangePolicies);

/** When a schedule runs. Instants are epoch ms; `start` and `end` are inclusive bounds of due times. */
export const plan = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cron'),
    quartz: z.string(),
    timezone: z.string(),
    start: instant.nullable(),
    end: instant.nullable(),
    /** The default is `as-quartz`. */
    clockChange: clockChange.exactOptional(),
  }),
  z.object({ kind: z.literal('once'), at: instant, timezone: z.string() }),
  /** One run at once; the schedule is its record. */
  z.object({ kind: z.literal('now'), timezone: z.string() }),
  /** Only when called by a program or a person. */
  z.object({ kind: z.literal('call'), timezone: z.string() }),
  /** A plan that can never fire, accepted because the vendor's document accepts it: it ends at once, with the reason. */
  z.object({
    kind: z.literal('never'),
    quartz: z.string(),
    timezone: z.string(),
    start: instant.nullable(),
    end: instant.nullable(),
    clockChange: clockChange.exactOptional(),
  }),
  everyPlan,
  workingDayPlan,
  holidayPlan,
]);
export type Plan = z.infer<typeof plan>;

/** How runs of a schedule behave. */
export const scheduleOptions = z.object({
  retryCount: z.int().min(0).max(99).default(0),
  retryDelaySeconds: z.number().min(0).max(86_400).default(0),
  /** The default is `fixed`. */
  retryDelayGrowth: z.enum(retryGrowths).exactOptional(),
  /** A wait grows to this at most, jitter included; the default is a day. */
  retryDelayMaxSeconds: z.number().min(0).max(86_400).exactOptional(),
  /** Each wait is shorter or longer by up to this much of itself, at random; the default is 0. */
  retryJitterPercent: z.number().min(0).max(100).exactOptional(),
  timeoutSeconds: z.number().positive().max(31_536_000).nullable().default(null),
  /** What an attempt may use of the computer; what is absent is as its process has it. */
  limits: runLimits.exactOptional(),
  /** Desktop robots wait until nobody has used mouse and keyboard for so many minutes; absent and null = as its process has it. */
  idleMinutes: idleMinutes.nullable().exactOptional(),
  /** A computer that sleeps is woken shortly before each due time, where it can be; the default is false. */
  wakeComputer: z.boolean().exactOptional(),
  /** Higher runs first; the default is 0. */
  priority: z.int().min(-100).max(100).default(0),
  overlap: z.enum(overlapPolicies).default('queue'),
  misfire: z.enum(misfirePolicies).default('once'),
  /** A due time that is later than this is missed, whatever the misfire policy; null = no limit. */
  notLaterThanSeconds: z.number().min(0).max(31_536_000).nullable().default(null),
  calendars: z
    .array(z.object({ calendar: z.string(), action: z.enum(calendarActions) }))
    .max(20)
    .default([]),
  callbackUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  /** The events of a run that are sent to the address. The default is `ended` alone. */
  callbackEvents: z.array(z.enum(callbackEvents)).min(1).max(callbackEvents.length).exactOptional(),
  /** What follows its runs, after what follows those of its process. The default is nothing. */
  then: followUps.exactOptional(),
  /** What makes runs beside the plan. The default is nothing. */
  triggers: triggers.exactOptional(),
  /** What must hold before a run that is due starts. The default is nothing. */
  conditions: conditions.exactOptional(),
  /** Words to find it by, beside those of its process. The default is none. */
  tags: tags.exactOptional(),
  /** `Finance/Bank`; absent or '' = that of its process. */
  folder: folder.exactOptional(),
});
export type ScheduleOptions = z.infer<typeof scheduleOptions>;
/** The defaults of all options. */
export const defaultOptions = scheduleOptions.parse({});

/** A schedule: what a start creates. Its id is the `robustaSpid`. */
export const schedule = z.object({
  id: z.string(),
  seq: z.int(),
  /** Increases by one with every edit; an edit of an older version is refused. */
  version: z.int(),
  name: z.string(),
  process: z.string(),
  worker: z.string().nullable(),
  state: z.enum(scheduleStates),
  plan,
  options: scheduleOptions,
  /** Secret values are masked in everything that leaves this server. */
  values: z.record(z.string(), z.unknown()),
  /** The next due instant; null if there is none. */
  due: instant.nullable(),
  pausedUntil: instant.nullable(),
  /** Why it has ended or is paused, or why it will not fire. */
  reason: reason.nullable(),
  createdBy: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
  isFavourite: z.boolean(),
});
export type Schedule = z.infer<typeof schedule>;

/** A row of the Scheduler screen: a schedule, its last result and its current state. */
export const scheduleRow = schedule.extend({
  lastRun: z
    .object({
      id: z.string(),
      outcome: z.enum(outcomes),
      reason: reason.nullable(),
      endedAt: instant,
      durationMs: z.number().nullable(),
    })
    .nullable(),
  activeRun: z
    .object({
      id: z.string(),
      status: z.enum(runStatuses),
      startedAt: instant.nullable(),
      progress: progress.nullable(),
      /** Why its run waits, if the queue is not the only reason. */
      reason: reason.nullable(),
    })
    .nullable(),
});
export type ScheduleRow = z.infer<typeof scheduleRow>;

// Functions, so that the page can leave them out with the schemas.
const givenStart = () => ({ start: givenInstant.nullable().default(null) });
const givenEnd = () => ({ end: givenInstant.nullable().default(null) });

/** What the page sends to create or replace a schedule. */
export const scheduleDraft = z.object({
  name: z.string().trim().max(200).default(''),
  process: z.string().min(1),
  worker: z.string().nullable().default(null),
  plan: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('cron'),
      quartz: z.string().max(200),
      timezone: z.string(),
      ...givenStart(),
      ...givenEnd(),
      clockChange: clockChange.default('as-quartz'),
    }),
    z.object({ kind: z.literal('once'), at: givenInstant, timezone: z.string() }),
    z.object({ kind: z.literal('call'), timezone: z.string() }),
    everyPlan.extend({
      from: givenInstant,
      at: everyPlan.shape.at.default([]),
      weekdays: everyPlan.shape.weekdays.default([]),
      ...givenEnd(),
    }),
    workingDayPlan.extend({
      months: workingDayPlan.shape.months.default([]),
      calendar: workingDayPlan.shape.calendar.default(null),
      ...givenStart(),
      ...givenEnd(),
    }),
    holidayPlan.extend({ ...givenStart(), ...givenEnd() }),
  ]),
  options: scheduleOptions.prefault({}),
  /** A secret left as `secretPlaceholder` keeps the stored one. */
  values: z.record(z.string(), z.unknown()).default({}),
  runImmediately: z.boolean().default(false),
  isFavourite: z.boolean().default(false),
});
export type ScheduleDraft = z.infer<typeof scheduleDraft>;

/** Placeholder of a stored secret wherever values are shown. */
export const secretPlaceholder = '••••';
