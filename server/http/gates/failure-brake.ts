import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';

/** Wrong sign-ins that a name has free at an address, and how long until one more is granted. */
export const freeFailures = 10;
export const oneMoreAfterMs = 6_000;
const mostCounts = 10_000;

/** What was tried: a client's name and password, a sign-in link, the token of the command line. Each counts for itself. */
export type Tried = 'password' | 'link' | 'token';

/**
 * Counts wrong sign-ins, each name at each address for itself, in a bucket of tries that fills again with time. What is right is always
 * looked at first and never counted: whoever guesses, or keeps an old password, costs nobody else anything.
 * `failed` gives null while tries are left, else the ms to wait.
 */
export function createFailureBrake(clock: Clock) {
  const buckets = new Map<string, { left: number; at: number }>();

  function refill(key: string): { left: number; at: number } {
    const now = clock.monotonic();
    const bucket = buckets.get(key);
    if (!bucket) return { left: freeFailures, at: now };
    const granted = Math.floor((now - bucket.at) / oneMoreAfterMs);
    const left = Math.min(freeFailures, bucket.left + granted);
    return { left, at: left === freeFailures ? now : bucket.at + granted * oneMoreAfterMs };
  }

  return {
    failed(tried: Tried, name: string, address: string | undefined): number | null {
      const key = keyOf(tried, name, address);
      const bucket = refill(key);
      // Of too many the one that is longest without a failure goes.
      buckets.delete(key);
      if (buckets.size >= mostCounts) buckets.delete(buckets.keys().next().value!);
      buckets.set(key, bucket.left < 1 ? bucket : { ...bucket, left: bucket.left - 1 });
      return bucket.left < 1 ? Math.max(1, bucket.at + oneMoreAfterMs - clock.monotonic()) : null;
    },
  };
}
export type FailureBrake = ReturnType<typeof createFailureBrake>;

/** As long for any name and whatever a proxy hands on as an address: what a stranger sends does not fill the memory. */
function keyOf(tried: Tried, name: string, address: string | undefined): string {
  const key = JSON.stringify([tried, name, wholeAddress(address)]);
  return createHash('sha256').update(key).digest('base64');
}

/** One household has a whole /64 of IPv6; the IPv4 form inside IPv6 is the same address. */
function wholeAddress(address: string | undefined): string {
  const plain = (address ?? 'unknown').replace(/^::ffff:/, '');
  return plain.includes(':') && plain !== '::1' ? plain.split(':').slice(0, 4).join(':') : plain;
}
