import type { Usage } from '../../contract/limits.ts';
import type { Speech } from '../words/words.tsx';

/** The processor time of an attempt; a dash if it was not measured. */
export const processorTime = (usage: Usage | undefined, { times }: Speech): string =>
  usage === undefined ? '—' : times.duration(usage.cpuSeconds * 1000);

/** Its peak memory, in megabytes as limits are given. */
export const peakMemory = (usage: Usage | undefined, { times }: Speech): string =>
  usage === undefined ? '—' : `${times.number(Math.ceil(usage.peakMemoryBytes / 1024 ** 2))} MB`;
