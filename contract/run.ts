import { z } from 'zod';
import { follows } from './follow-up.ts';
import { usage } from './limits.ts';
import { reason } from './reasons.ts';
import { saidSchema } from './translatable-schema.ts';

/**
 * The state of a run. Stored: do not rename. The usual way is queued -> running -> ended; `retrying` waits between two
 * attempts and returns to running; `cancelling` is running after a stop was requested. A due time that is not run gets
 * a row that is `ended` from the beginning.
 */
export const runStatuses = ['queued', 'running', 'cancelling', 'retrying', 'ended'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** The result of a run, once ended. Stored: do not rename. */
export const outcomes = [
  'succeeded',
  'failed',
  'timed-out',
  'cancelled',
  'interrupted',
  'skipped',
  'missed',
  'blocked',
  'expired',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Outcomes of due times whose program was never started. */
export const neverRan = ['skipped', 'missed', 'blocked', 'expired'] as const satisfies readonly Outcome[];

/**
 * Who created the run: its schedule, a program's call, a person, a rerun of an older run, a test run in the editor, the end of another
 * run (`follow-up`), a file or a mail that arrived, the start of Rota, a signed web call (`hook`), or somebody at the computer (`session`: a
 * logon, an unlocked screen, an idle desktop).
 */
export const triggers = [
  'schedule',
  'call',
  'operator',
  'rerun',
  'test',
  'follow-up',
  'file',
  'startup',
  'session',
  'hook',
  'mail',
] as const;
export type Trigger = (typeof triggers)[number];

/** An instant in epoch milliseconds. */
const instant = z.number();

export const progress = z.object({ percent: z.number().min(0).max(100).optional(), text: z.string().optional() });
export type Progress = z.infer<typeof progress>;

/** Why a running child was stopped. */
export const stopReasons = ['cancel', 'timeout', 'replaced', 'shutdown', 'memory', 'processor'] as const;
export type StopReason = (typeof stopReasons)[number];

/** How a child ended, as the operating system reports it: facts only, no verdict. */
export const exitFacts = z.object({
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
  /**
   * The program could not be started: the system's error code (ENOENT…) and a sentence that names the program, or its folder if
   * that could not be written.
   */
  spawnError: z
    .object({
      code: z.string(),
      message: z.string(),
      said: saidSchema.optional(),
      place: z.literal('folder').optional(),
    })
    .optional(),
  stoppedBy: z.enum(stopReasons).optional(),
  /** The child did not stop when asked, so its whole tree was killed. */
  wasForced: z.boolean().optional(),
  /** The system gave no list of processes, so descendants of the child may still be running. */
  mayHaveLeft: z.boolean().optional(),
  /** Rota or its runner died while the child ran. */
  wasLost: z.boolean().optional(),
  /** The outputs could not be read (file over the limit, broken JSON): a sentence. */
  outputError: z.string().optional(),
  /** The same sentence, for translation. */
  outputSaid: saidSchema.optional(),
  /** The child's own last words: its last `::error::` line, or its last line on stderr. */
  lastError: z.string().optional(),
  /** A Cronicle or xyOps child reported a failure itself: the code of its last JSON line, if not 0. */
  saidCode: z.union([z.string(), z.number()]).optional(),
  /** Absent if it was too quick to be measured, and where the system does not say. */
  usage: usage.optional(),
  /** Stopped for `memory` (megabytes) or `processor` (seconds): the limit, and what was used when that was seen. */
  overLimit: z.object({ limit: z.number(), used: z.number() }).optional(),
});
export type ExitFacts = z.infer<typeof exitFacts>;

export const attempt = z.object({
  number: z.int(),
  startedAt: instant,
  endedAt: instant.nullable(),
  pid: z.int().nullable(),
  facts: exitFacts.nullable(),
});
export type Attempt = z.infer<typeof attempt>;

export const run = z.object({
  id: z.string(),
  /** Increases by one with every run: the order of pages and of the queue. */
  seq: z.int(),
  scheduleId: z.string(),
  scheduleName: z.string(),
  process: z.string(),
  trigger: z.enum(triggers),
  /** The client or person who asked for it; null if the schedule created it. */
  startedBy: z.string().nullable(),
  /** What started it, where there is more to say than `trigger` does: which file arrived. */
  startReason: reason.exactOptional(),
  status: z.enum(runStatuses),
  outcome: z.enum(outcomes).nullable(),
  /** Why it ended; while queued, why it is not started (a locked screen, a pause), null if it only waits behind other runs. */
  reason: reason.nullable(),
  /** Succeeded, with an exit code that the process calls a warning. */
  hasWarning: z.boolean(),
  /** Started more than 5 s after it was due. */
  isLate: z.boolean(),
  dueAt: instant,
  queuedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Attempts started so far, and the maximum. */
  attempt: z.int(),
  maxAttempts: z.int(),
  /** When the next attempt is due, while retrying: without one before it, what follows waits until then. */
  retryAt: instant.nullable(),
  progress: progress.nullable(),
  /** The first outputs in one short line, `invoices: 12 · total: 18250.40`, for lists; empty if there are none yet. */
  outputLine: z.string(),
  rerunOf: z.string().nullable(),
  /** The ID of the worker that has it; before it has begun, of the one where it was asked for. */
  worker: z.string(),
  /** Whom it is for: the ID of a worker or the name of a group; null = any worker that can run it. */
  target: z.string().nullable(),
  /** Absent if it follows no other run. */
  follows: follows.exactOptional(),
  /** Nothing follows it, whatever was planned: it is a rerun without the rest of its chain, or was cancelled with it. */
  endsChain: z.literal(true).exactOptional(),
  /** What its last attempt used; absent as long as that is not known. */
  usage: usage.exactOptional(),
});
export type Run = z.infer<typeof run>;

export const artifact = z.object({ name: z.string(), bytes: z.int() });
export type Artifact = z.infer<typeof artifact>;

/** A run with everything that its page shows; secret values are masked. */
export const runDetail = run.extend({
  values: z.record(z.string(), z.unknown()),
  outputs: z.record(z.string(), z.unknown()),
  attempts: z.array(attempt),
  artifacts: z.array(artifact),
  /** How many runs are before it in the queue; null unless queued. */
  ahead: z.int().nullable(),
  /** The median of the last ten successful runs of this process, in ms; null if there are fewer than three. */
  usualMs: z.number().nullable(),
});
export type RunDetail = z.infer<typeof runDetail>;

/** One line of a run's log: `level` is read from `::notice|warning|error::` or from the stream. */
export const logLine = z.object({
  number: z.int(),
  at: instant,
  level: z.enum(['info', 'notice', 'warning', 'error', 'stderr', 'rota']),
  text: z.string(),
});
export type LogLine = z.infer<typeof logLine>;
