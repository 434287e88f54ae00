import type { RunLimits, Usage } from '../../contract/limits.ts';

/** Which limits count for a run: each of its schedule, else that of its process. */
export const limitsOf = (schedule: RunLimits | undefined, process: RunLimits | undefined): { limits?: RunLimits } =>
  schedule === undefined && process === undefined ? {} : { limits: { ...process, ...schedule } };

export interface Excess {
  readonly what: 'memory' | 'processor';
  /** In megabytes, or in seconds of processor time. */
  readonly limit: number;
  readonly used: number;
}

const bytesAMb = 1024 * 1024;

/** What is over its limit; null if nothing is. `memoryBytes` is held now, or at its peak where only that is known. */
export function excessOf(limits: RunLimits, used: Usage & { readonly memoryBytes: number }): Excess | null {
  const { memoryMb, cpuSeconds } = limits;
  if (memoryMb !== undefined && used.memoryBytes > memoryMb * bytesAMb)
    return { what: 'memory', limit: memoryMb, used: Math.ceil(used.memoryBytes / bytesAMb) };
  if (cpuSeconds !== undefined && used.cpuSeconds > cpuSeconds)
    return { what: 'processor', limit: cpuSeconds, used: Math.ceil(used.cpuSeconds * 10) / 10 };
  return null;
}
