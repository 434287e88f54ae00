import { z } from 'zod';
import { reason } from './reasons.ts';
import { outcomes, run } from './run.ts';
import { saidOrText, saidSchema } from './translatable-schema.ts';
import { inEnglish, said } from './translatable.ts';

/** What people can be told of. Stored: do not rename. */
export const messageEvents = [
  /** A run failed, took too long or was interrupted, and no attempt is left. */
  'failed',
  /** The first success after that. */
  'recovered',
  /** A due time did not run: missed, blocked, or too late to start. */
  'missed',
  /** A due run starts late, or has not started yet. */
  'late',
  'longer-than-usual',
  'waits-for-desktop',
  'disk-nearly-full',
  /** A worker of a fleet is not seen any more, and did not stop by itself. */
  'worker-away',
  /** A backup that Rota makes by itself failed, or its copy in another folder. */
  'backup-failed',
  /** For channels that ping a watchdog, and for whoever wants to know. */
  'started',
  'succeeded',
] as const;
export type MessageEvent = (typeof messageEvents)[number];

/** `20:00`, from 00:00 to 23:59. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, inEnglish(said`must be a time of day, written as 07:30`));

/** The runs that a rule is about. */
export const ruleScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('process'), process: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('schedule'), schedule: z.string().min(1).max(200) }),
]);
export type RuleScope = z.infer<typeof ruleScope>;

const ruleFields = z.strictObject({
  enabled: z.boolean().default(true),
  scope: ruleScope.default({ kind: 'all' }),
  events: z.array(z.enum(messageEvents)).max(messageEvents.length).default([]),
  /** Ids of channels. */
  channels: z.array(z.string().min(1).max(100)).max(20),
  /** Nothing is sent from one time of day to the other (over midnight if `from` is the later): it is joined and sent afterwards. */
  quietHours: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable().default(null),
  /** The name of a calendar; on its days off nothing is sent either. */
  quietDays: z.string().min(1).max(100).nullable().default(null),
  /** At most one message in so many minutes, with counts; 0 = one for each event. */
  burstMinutes: z.int().min(0).max(1440).default(15),
  /** The log goes along: whole if it is short, else its end. */
  withLog: z.boolean().default(false),
  /** The picture of the screen at the failure goes along, if there is one. */
  withScreenshot: z.boolean().default(false),
  /** How late is late, and how long a wait for the desktop is worth a message. */
  lateMinutes: z.int().min(1).max(10_080).default(5),
  desktopMinutes: z.int().min(1).max(10_080).default(5),
  /** How long a worker has to be gone. */
  awayMinutes: z.int().min(1).max(10_080).default(5),
  /** Less free space than this is nearly full. */
  diskMegabytes: z.int().min(1).max(10_000_000).default(1024),
  /** A summary of the last day at this time; null = none. */
  digestAt: timeOfDay.nullable().default(null),
});

/** Who is told of what, when and how: kept in the configuration document. */
export const messageRule = ruleFields.extend({ id: z.string().min(1).max(100) });
export type MessageRule = z.infer<typeof messageRule>;

/** A rule as the page sends it. */
export const messageRuleDraft = ruleFields
  .refine(
    ({ events, digestAt }) => events.length > 0 || digestAt !== null,
    inEnglish(said`choose at least one event, or a daily summary`),
  )
  .refine(({ channels }) => channels.length > 0, inEnglish(said`choose at least one channel`))
  .refine(
    ({ quietHours }) => quietHours === null || quietHours.from !== quietHours.to,
    inEnglish(said`quiet hours begin and end at the same time: nothing would be quiet, or everything`),
  );
export type MessageRuleDraft = z.infer<typeof messageRuleDraft>;
export const defaultRule = ruleFields.parse({ channels: [] });

/** Whether a rule is about the runs of this process and this schedule (null: of no schedule in particular). */
export function isAbout({ scope }: Pick<MessageRule, 'scope'>, process: string, schedule: string | null): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'process':
      return scope.process === process;
    case 'schedule':
      return scope.schedule === schedule;
  }
}

const instant = z.number();
const count = z.int();

/** An event as it is kept with its message, so that it can be told in any language, also when its run is gone. */
export const toldEvent = z.object({
  event: z.enum(messageEvents),
  at: instant,
  run: run
    .pick({
      id: true,
      process: true,
      scheduleId: true,
      scheduleName: true,
      trigger: true,
      startedBy: true,
      outcome: true,
      dueAt: true,
      startedAt: true,
      endedAt: true,
      attempt: true,
      maxAttempts: true,
    })
    .extend({ reason: reason.nullable(), exitCode: z.number().nullable(), queuedAt: instant })
    .nullable(),
  /** Of a recovery: when it failed last. */
  failedAt: instant.nullable().default(null),
  /** Of a run that takes longer: the usual duration in ms. */
  usualMs: z.number().nullable().default(null),
  /** Of the disk. */
  freeBytes: z.number().nullable().default(null),
  /** The one that is away. */
  worker: z.object({ name: z.string(), lastSeen: instant }).nullable().default(null),
  /** Of a backup. */
  problem: saidSchema.exactOptional(),
});
export type ToldEvent = z.infer<typeof toldEvent>;

/** What a message tells: some events with counts of all, or a day. */
export const messageContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('events'),
    counts: z.partialRecord(z.enum(messageEvents), count),
    /** By process, the first fifty; events without a run are in none. */
    processes: z.record(z.string(), count),
    /** The first twenty. */
    events: z.array(toldEvent),
    from: instant,
    to: instant,
  }),
  z.object({
    kind: z.literal('digest'),
    from: instant,
    to: instant,
    outcomes: z.partialRecord(z.enum(outcomes), count),
    /** Processes with failures or missed runs, the worst first, at most twenty. */
    troubled: z.array(z.object({ process: z.string(), failed: count, didNotRun: count })),
    /** The last failures, at most ten. */
    failures: z.array(toldEvent),
  }),
]);
export type MessageContent = z.infer<typeof messageContent>;

export const deliveryStates = ['waiting', 'delivered', 'given-up'] as const;

/** A message on its way through one channel, or at its end. */
export const messageDelivery = z.object({
  seq: z.int(),
  id: z.string(),
  rule: z.string(),
  channel: z.string(),
  kind: z.enum(['events', 'digest']),
  counts: z.partialRecord(z.enum(messageEvents), count),
  /** The run it is about, if it is one. */
  run: z.object({ id: z.string(), process: z.string(), scheduleName: z.string() }).nullable(),
  state: z.enum(deliveryStates),
  attempts: count,
  createdAt: instant,
  nextAt: instant.nullable(),
  lastError: saidOrText.nullable(),
  deliveredAt: instant.nullable(),
});
export type MessageDelivery = z.infer<typeof messageDelivery>;

export const messageRulesAnswer = z.object({ rules: z.array(messageRule) });
export const messageRuleAnswer = z.object({ rule: messageRule });
/** `was`: the stored rule that the caller has seen; refused if it has changed since. */
export const messageRuleBody = z.object({ rule: messageRuleDraft, was: messageRule.optional() });
export const newMessageRuleBody = z.object({ rule: messageRuleDraft });
export const messagesAnswer = z.object({ deliveries: z.array(messageDelivery), next: z.int().nullable() });
/** The text of a delivery as it is, or will be, sent. */
export const messageTextAnswer = z.object({
  title: z.string(),
  lines: z.array(z.string()),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
});
