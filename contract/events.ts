import { z } from 'zod';
import { databaseState } from './fleet.ts';
import { logLine, run } from './run.ts';
import { scheduleRow } from './schedule.ts';
import { saidSchema } from './translatable-schema.ts';
import { settings } from './settings.ts';
import { workerStatus } from './worker.ts';

/**
 * Every live announcement. An event carries the changed entity, but HTTP is the truth: after every (re)connect the lists
 * are fetched again.
 */
export const announcement = z.discriminatedUnion('type', [
  /** First on every connection. If `epoch` differs from before, or ids have a gap, fetch everything again. */
  z.object({ type: z.literal('hello'), epoch: z.string() }),
  z.object({ type: z.literal('run'), run }),
  /** `row` is null when the schedule was deleted. */
  z.object({ type: z.literal('schedule'), id: z.string(), row: scheduleRow.nullable() }),
  z.object({ type: z.literal('process'), name: z.string() }),
  z.object({ type: z.literal('client'), user: z.string() }),
  /** A user was made, changed or removed. */
  z.object({ type: z.literal('user'), id: z.string() }),
  z.object({ type: z.literal('calendar'), name: z.string() }),
  /** A channel for messages, or what is known of it. */
  z.object({ type: z.literal('channel'), id: z.string() }),
  z.object({ type: z.literal('vault'), group: z.string() }),
  /** Rules of messages, or messages on their way. */
  z.object({ type: z.literal('messages') }),
  z.object({ type: z.literal('worker'), worker: workerStatus }),
  /** Workers or groups of the fleet, or what is known of them. */
  z.object({ type: z.literal('workers') }),
  /** The fleet's database is away or back, or a newer Rota has changed it. */
  z.object({ type: z.literal('database'), database: databaseState }),
  z.object({ type: z.literal('settings'), settings }),
  /** The time zone data changed, or the zone of this computer: every time is computed and shown again. */
  z.object({ type: z.literal('zones'), stamp: z.string() }),
  /** New lines of a log that is being watched. */
  z.object({ type: z.literal('log'), runId: z.string(), attempt: z.int(), lines: z.array(logLine) }),
  /** The last lines of a watched log that has reached its size limit; null once they are in the log. */
  z.object({
    type: z.literal('log-tail'),
    runId: z.string(),
    attempt: z.int(),
    tail: z.object({ leftOut: z.int(), lines: z.array(logLine) }).nullable(),
  }),
  /** How many schedules of a document have been checked or imported. `isOver`: many may have changed, fetch the lists again. */
  z.object({
    type: z.literal('import'),
    token: z.string(),
    done: z.int(),
    total: z.int(),
    isOver: z.boolean(),
  }),
  /** Somebody has seen what needs a person, or took that back. */
  z.object({ type: z.literal('attention') }),
  /** Something that this person may not see: only its id counts. `isNotice`: the notices may be others now. */
  z.object({ type: z.literal('hidden'), isNotice: z.boolean() }),
  /** Saved views of the lists. */
  z.object({ type: z.literal('views') }),
  /** Something to tell a person once: missed runs after a night off, a run that takes far longer than usual. */
  z.object({ type: z.literal('notice'), notice: z.lazy(() => notice) }),
]);
export type Announcement = z.infer<typeof announcement>;

export const noticeKinds = [
  'missed',
  'did-not-run',
  'longer-than-usual',
  'configuration',
  'storage',
  'restored',
  'clock-set-back',
  'zones',
  'message-undelivered',
  'trigger',
  'backup',
  'wake',
] as const;

/** An alert that stays until it is dismissed or settled. */
export const notice = z.object({
  id: z.string(),
  kind: z.enum(noticeKinds),
  at: z.number(),
  /** The facts of the sentence, which is made in the reader's language. A fact may be a sentence of Rota's itself. */
  params: z.record(z.string(), z.union([z.string(), z.number(), saidSchema])),
  /** The runs it is about, so that each can be run or skipped. */
  runIds: z.array(z.string()),
});
export type Notice = z.infer<typeof notice>;
