import { z } from 'zod';
import { logLine, run } from './run.ts';
import { scheduleRow } from './schedule.ts';
import { saidSchema } from './translatable-schema.ts';
import { settings } from './settings.ts';
import { workerStatus } from './worker.ts';

/**
 * Everything that can be announced live. An event carries the changed entity; on every (re)connect lists are fetched again:
 * HTTP is the truth, events say "look".
 */
export const announcement = z.discriminatedUnion('type', [
  /** First on every connection. Another `epoch` than before, or a gap in ids: fetch everything again. */
  z.object({ type: z.literal('hello'), epoch: z.string() }),
  z.object({ type: z.literal('run'), run }),
  /** `row` is null when the schedule was deleted. */
  z.object({ type: z.literal('schedule'), id: z.string(), row: scheduleRow.nullable() }),
  z.object({ type: z.literal('process'), name: z.string() }),
  z.object({ type: z.literal('client'), user: z.string() }),
  z.object({ type: z.literal('calendar'), name: z.string() }),
  z.object({ type: z.literal('worker'), worker: workerStatus }),
  z.object({ type: z.literal('settings'), settings }),
  /** Other time zone data, or this computer is set to another zone: every time is reckoned and shown anew. */
  z.object({ type: z.literal('zones'), stamp: z.string() }),
  /** New lines of a log that somebody watches. */
  z.object({ type: z.literal('log'), runId: z.string(), attempt: z.int(), lines: z.array(logLine) }),
  /** The end of a watched log whose head is full, as it is now; null once it stands in the log. */
  z.object({
    type: z.literal('log-tail'),
    runId: z.string(),
    attempt: z.int(),
    tail: z.object({ leftOut: z.int(), lines: z.array(logLine) }).nullable(),
  }),
  /** How many schedules of a document have been looked at or taken in; `isOver`: many may have changed, fetch lists again. */
  z.object({
    type: z.literal('import'),
    token: z.string(),
    done: z.int(),
    total: z.int(),
    isOver: z.boolean(),
  }),
  /** Something a person should know once: missed runs after a night off, a run that takes far longer than usual. */
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
] as const;

/** An alert that stays until it is dismissed or settled. */
export const notice = z.object({
  id: z.string(),
  kind: z.enum(noticeKinds),
  at: z.number(),
  /** What stands in the sentence, which the reader's language makes; a sentence of Rota's in it, too. */
  params: z.record(z.string(), z.union([z.string(), z.number(), saidSchema])),
  /** The runs it is about, so that each can be run or skipped. */
  runIds: z.array(z.string()),
});
export type Notice = z.infer<typeof notice>;
