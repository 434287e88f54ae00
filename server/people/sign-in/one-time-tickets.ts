import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';

const mostTickets = 1000;

/**
 * What waits for the next step of a sign-in, under a random token: taken once, and only within `lifeMs`. In memory only: after a restart the
 * person begins anew. Beyond 1000 the oldest are dropped.
 */
export function createTickets<T>(clock: Pick<Clock, 'uptime'>, lifeMs: number) {
  const kept = new Map<string, { readonly value: T; readonly until: number }>();
  const find = (token: string) => {
    const found = kept.get(digest(token));
    return found === undefined || found.until <= clock.uptime() ? null : found.value;
  };

  return {
    issue(value: T): string {
      const now = clock.uptime();
      for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
      if (kept.size >= mostTickets) kept.delete(kept.keys().next().value!);
      const token = randomBytes(32).toString('base64url');
      kept.set(digest(token), { value, until: now + lifeMs });
      return token;
    },
    /** Without using it up. */
    peek: find,
    take(token: string): T | null {
      const value = find(token);
      kept.delete(digest(token));
      return value;
    },
  };
}
export type Tickets<T> = ReturnType<typeof createTickets<T>>;

const digest = (token: string): string => createHash('sha256').update(token).digest('base64');
