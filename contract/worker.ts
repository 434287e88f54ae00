import { z } from 'zod';

/** A computer that runs. `id` is made once and shown behind the parameters icon; `aliases` are further names a caller may use. */
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
  /** Of those, robots that need the screen. */
  queuedForDesktop: z.int(),
  /** A desktop robot cannot run now: why. */
  desktop: z.enum(['ready', 'locked', 'asleep', 'disconnected']),
  /** The disk has room for runs; without they wait. */
  hasRoom: z.boolean(),
});
export type WorkerStatus = z.infer<typeof workerStatus>;
