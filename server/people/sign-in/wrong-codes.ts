import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';

const freeTries = 10;
const oneMoreAfterMs = 30_000;
const mostUsers = 10_000;

/**
 * Limits guesses of one-time codes by user: ten, then one each 30 s. Only who knows the password gets here, so nobody else can use up the tries;
 * recovery codes are too long to guess and are not counted.
 */
export function createWrongCodes(clock: Pick<Clock, 'monotonic'>) {
  const counts = new Map<string, { left: number; at: number }>();

  function bucketOf(id: string): { left: number; at: number } {
    const now = clock.monotonic();
    const bucket = counts.get(id);
    if (bucket === undefined) return { left: freeTries, at: now };
    const granted = Math.floor((now - bucket.at) / oneMoreAfterMs);
    return { left: Math.min(freeTries, bucket.left + granted), at: bucket.at + granted * oneMoreAfterMs };
  }

  return {
    /** Throws TOO_MANY_FAILURES before a code is looked at. */
    refuseWhileTooMany(id: string): void {
      const { left, at } = bucketOf(id);
      if (left > 0) return;
      const seconds = Math.max(1, Math.ceil((at + oneMoreAfterMs - clock.monotonic()) / 1000));
      throw rotaError(
        'TOO_MANY_FAILURES',
        said`Too many wrong codes: try again in ${seconds} s, or use a recovery code`,
      );
    },
    note(id: string): void {
      const bucket = bucketOf(id);
      counts.delete(id);
      if (counts.size >= mostUsers) counts.delete(counts.keys().next().value!);
      counts.set(id, { left: Math.max(0, bucket.left - 1), at: bucket.at });
    },
    forget: (id: string) => void counts.delete(id),
  };
}
