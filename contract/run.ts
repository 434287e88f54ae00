import { z } from 'zod';
import { reason } from './reasons.ts';
import { saidSchema } from './translatable-schema.ts';

/**
 * Where a run stands. Stored: do not rename.
 * queued -> running -> ended is the plain way; `retrying` waits between two attempts and goes back to running;
 * `cancelling` is running with a stop asked for. A due time that was not run is born `ended`.
 */
export const runStatuses = ['queued', 'running', 'cancelling', 'retrying', 'ended'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** What came of a run, once ended. Stored: do not rename. */
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

/** What made a run: its schedule, a program's call, a person, a rerun of an older run, or a test run in the editor. */
export const triggers = ['schedule', 'call', 'operator', 'rerun', 'test'] as const;
export type Trigger = (typeof triggers)[number];

/** An instant in epoch milliseconds. */
const instant = z.number();

export const progress = z.object({ percent: z.number().min(0).max(100).optional(), text: z.string().optional() });
export type Progress = z.infer<typeof progress>;

/** Why a running child was told to stop. */
export const stopReasons = ['cancel', 'timeout', 'replaced', 'shutdown'] as const;
export type StopReason = (typeof stopReasons)[number];

/** What the operating system said of a child's end: facts, never a judgement. */
export const exitFacts = z.object({
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
  /**
   * The program could not be started: the system's word (ENOENT…) and a sentence that names the program, or its folder where that
   * could not be written.
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
  /** The child did not go when asked, and its whole tree was killed. */
  wasForced: z.boolean().optional(),
  /** The system gave no list of its processes: something that it started may be left, and nobody knows. */
  mayHaveLeft: z.boolean().optional(),
  /** Rota or its runner died while the child ran. */
  wasLost: z.boolean().optional(),
  /** The outputs could not be taken (file over the limit, broken JSON): a sentence. */
  outputError: z.string().optional(),
  /** The same, to be said in another language. */
  outputSaid: saidSchema.optional(),
  /** The last `::error::` line, or the last line on stderr: what the child itself said. */
  lastError: z.string().optional(),
  /** A Cronicle or xyOps child said itself that it failed: the code of its last JSON line, where that is not 0. */
  saidCode: z.union([z.string(), z.number()]).optional(),
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
  /** Grows by one with every run: the order of pages and of the queue. */
  seq: z.int(),
  scheduleId: z.string(),
  scheduleName: z.string(),
  process: z.string(),
  trigger: z.enum(triggers),
  /** The client or person that asked for it; null for a schedule's own. */
  startedBy: z.string().nullable(),
  status: z.enum(runStatuses),
  outcome: z.enum(outcomes).nullable(),
  /** Why it ended so; while queued, what holds it (a locked screen, a pause), null when only others are before it. */
  reason: reason.nullable(),
  /** Succeeded, with an exit code that the process calls a warning. */
  hasWarning: z.boolean(),
  /** Started later than it was due by more than the lateness that is worth a word (5 s). */
  isLate: z.boolean(),
  dueAt: instant,
  queuedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Attempts begun so far, and the most there can be. */
  attempt: z.int(),
  maxAttempts: z.int(),
  /** When the next attempt is due, while retrying. */
  retryAt: instant.nullable(),
  progress: progress.nullable(),
  /** The first outputs in one short line, `invoices: 12 · total: 18250.40`, for lists; empty while there are none. */
  outputLine: z.string(),
  rerunOf: z.string().nullable(),
  worker: z.string(),
});
export type Run = z.infer<typeof run>;

export const artifact = z.object({ name: z.string(), bytes: z.int() });
export type Artifact = z.infer<typeof artifact>;

/** A run with all that its page shows; secret values are masked. */
export const runDetail = run.extend({
  values: z.record(z.string(), z.unknown()),
  outputs: z.record(z.string(), z.unknown()),
  attempts: z.array(attempt),
  artifacts: z.array(artifact),
  /** How many runs stand before it in the queue; null unless queued. */
  ahead: z.int().nullable(),
  /** The median of the last ten successful runs of this process, in ms; null under three. */
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
