import type { Clock } from '../engine/clock.ts';

/** Failed sign-ins that an address has free, and how long until one more is granted. */
export const freeFailures = 10;
export const oneMoreAfterMs = 6_000;
const mostAddresses = 10_000;

/**
 * Slows guessing down, each address for itself: a bucket of tries that only failures use up and that fills again with time.
 * `take` gives null when a try may be made (give it back after a success), else the ms to wait.
 */
export function createFailureBrake(clock: Clock) {
  const buckets = new Map<string, { left: number; at: number }>();

  function refill(address: string): { left: number; at: number } {
    const now = clock.monotonic();
    const bucket = buckets.get(address);
    if (!bucket) return { left: freeFailures, at: now };
    const granted = Math.floor((now - bucket.at) / oneMoreAfterMs);
    const left = Math.min(freeFailures, bucket.left + granted);
    return { left, at: left === freeFailures ? now : bucket.at + granted * oneMoreAfterMs };
  }

  function keep(address: string, bucket: { left: number; at: number }): void {
    buckets.delete(address);
    if (bucket.left >= freeFailures) return;
    if (buckets.size >= mostAddresses) buckets.delete(buckets.keys().next().value!);
    buckets.set(address, bucket);
  }

  return {
    take(address: string | undefined): number | null {
      const key = wholeAddress(address);
      const bucket = refill(key);
      if (bucket.left < 1) return Math.max(1, bucket.at + oneMoreAfterMs - clock.monotonic());
      keep(key, { ...bucket, left: bucket.left - 1 });
      return null;
    },
    giveBack(address: string | undefined): void {
      const key = wholeAddress(address);
      const bucket = refill(key);
      keep(key, { ...bucket, left: bucket.left + 1 });
    },
  };
}
export type FailureBrake = ReturnType<typeof createFailureBrake>;

/** One household has a whole /64 of IPv6; the IPv4 form inside IPv6 is the same address. */
function wholeAddress(address: string | undefined): string {
  const plain = (address ?? 'unknown').replace(/^::ffff:/, '');
  return plain.includes(':') && plain !== '::1' ? plain.split(':').slice(0, 4).join(':') : plain;
}
