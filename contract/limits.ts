import { z } from 'zod';

/** What the programs of an attempt used, the whole tree together, as far as it was measured. */
export const usage = z.object({
  /** Processor time: two processors busy for a second are 2. */
  cpuSeconds: z.number(),
  /** The most memory that was held at once. */
  peakMemoryBytes: z.number(),
});
export type Usage = z.infer<typeof usage>;

/** What an attempt may use, with everything that it starts; one that uses more is stopped. A megabyte has 1024 × 1024 bytes. */
export const runLimits = z.strictObject({
  memoryMb: z.int().min(16).max(16_777_216).exactOptional(),
  cpuSeconds: z.number().positive().max(31_536_000).exactOptional(),
});
export type RunLimits = z.infer<typeof runLimits>;

/** How long nobody has used mouse and keyboard when a desktop robot starts, in minutes. */
export const idleMinutes = z.number().min(1).max(1440);

/** As programs give it. */
export const idleMinutesKey = idleMinutes.optional().meta({
  description:
    'Of a process that uses the desktop: it starts once nobody has used mouse and keyboard for so long, in minutes; else what the process says',
});

/** As programs give it. */
export const wakeComputerKey = z.boolean().optional().meta({
  description:
    'Wakes the computer from sleep shortly before each due time, where the system can do that; a computer that cannot has a notice',
});

/** As programs get it, flat. */
export const usageKeys = {
  cpuSeconds: z.number().exactOptional().meta({
    description: 'Processor time that the last attempt used, with everything it started; absent if it was not measured',
  }),
  peakMemoryBytes: z.number().exactOptional().meta({
    description: 'The most memory that the last attempt held at once, with everything it started',
  }),
};

/** As programs give it. */
export const limitsKey = runLimits.optional().meta({
  description:
    'What an attempt may use with everything it starts: memory in megabytes, processor time in seconds. One that uses more is stopped and has failed',
});
