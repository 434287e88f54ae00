import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';

/** How many failed sign-ins a name has free per address, and how long until it gets another one. */
export const freeFailures = 10;
export const oneMoreAfterMs = 6_000;
const mostCounts = 10_000;

/**
 * The kind of sign-in: a client's name and password, a sign-in link, the token of the command line, the signature of a web call, a person's name
 * and password. Each is counted separately.
 */
export type Tried = 'password' | 'link' | 'token' | 'hook' | 'person';

/**
 * Rate limit of failed sign-ins, per name and address, as a token bucket. Correct credentials of programs are always checked first and never
 * counted, so a caller who guesses, or uses an old password, costs nobody else anything. `failed` returns null while tries are left,
 * else the ms to wait. Passwords of people can be guessed: each try is counted before it is checked, and one that was right is forgiven.
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
      // If there are too many, evicts the one without a failure for the longest time.
      buckets.delete(key);
      if (buckets.size >= mostCounts) buckets.delete(buckets.keys().next().value!);
      buckets.set(key, bucket.left < 1 ? bucket : { ...bucket, left: bucket.left - 1 });
      return bucket.left < 1 ? Math.max(1, bucket.at + oneMoreAfterMs - clock.monotonic()) : null;
    },
    /** Gives a try back that was counted. */
    forgive(tried: Tried, name: string, address: string | undefined): void {
      const key = keyOf(tried, name, address);
      const bucket = refill(key);
      if (buckets.has(key)) buckets.set(key, { ...bucket, left: Math.min(freeFailures, bucket.left + 1) });
    },
  };
}
export type FailureBrake = ReturnType<typeof createFailureBrake>;

/** A key of fixed length for any name and any forwarded address, so that strangers cannot fill the memory. */
function keyOf(tried: Tried, name: string, address: string | undefined): string {
  const key = JSON.stringify([tried, name, wholeAddress(address)]);
  return createHash('sha256').update(key).digest('base64');
}

/** One household has a whole /64 of IPv6; IPv4 written inside IPv6 is the same address. */
function wholeAddress(address: string | undefined): string {
  const plain = (address ?? 'unknown').replace(/^::ffff:/, '');
  return plain.includes(':') && plain !== '::1' ? plain.split(':').slice(0, 4).join(':') : plain;
}
