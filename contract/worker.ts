import { z } from 'zod';

/**
 * A computer that runs robots. `id` is made once and shown behind the parameters icon; `aliases` are further names that callers
 * may use.
 */
export const worker = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
});
export type Worker = z.infer<typeof worker>;

export const workerStates = ['idle', 'running', 'paused', 'attention'] as const;

/** A worker as the screens show it. */
export const workerStatus = worker.extend({
  state: z.enum(workerStates),
  platform: z.string(),
  version: z.string(),
  runsAtOnce: z.int(),
  running: z.int(),
  queued: z.int(),
  /** How many of these are robots that need the screen. */
  queuedForDesktop: z.int(),
  /** Why a desktop robot cannot run now. */
  desktop: z.enum(['ready', 'locked', 'asleep', 'disconnected']),
  /** Whether the disk has room for runs; without it they wait. */
  hasRoom: z.boolean(),
});
export type WorkerStatus = z.infer<typeof workerStatus>;
