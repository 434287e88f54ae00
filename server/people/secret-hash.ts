import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { createTurns } from './turns.ts';

export { HashBusy } from './turns.ts';

// 16 MB and some 40 ms per hash. Secrets have 192 random bits, so this cost is only a second line of defence.
const cost = { N: 16_384, r: 8, p: 1 } as const;
const hashBytes = 32;

/** The scrypt hash of a secret under a salt; both base64. */
export type HashSecret = (secret: string, salt: string) => Promise<string>;

/**
 * Hashes at most two at a time, because they share a pool of four threads with all file operations. If more than `mostWaiting` wait, a
 * random one rejects with HashBusy, so that a flood of wrong secrets neither fills the memory nor locks out the same caller each time.
 */
export function createSecretHash({ atOnce = 2, mostWaiting = Infinity } = {}): HashSecret {
  const inTurn = createTurns({ atOnce, mostWaiting });
  return (secret, salt) => inTurn(() => derive(secret, salt));
}

/**
 * 16 bits of a keyed digest of a secret, stored next to its hash. A secret that does not match is wrong, so guessing costs Rota almost
 * nothing. A reader of the file still lacks 176 of the 192 random bits.
 */
export function hintOf(secret: string, salt: string): string {
  return createHmac('sha256', `hint ${salt}`)
    .update(secret.normalize('NFC'))
    .digest()
    .subarray(0, 2)
    .toString('base64');
}

function derive(secret: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFC'), Buffer.from(salt, 'base64'), hashBytes, cost, (error, hash) => {
      if (error) reject(error);
      else resolve(hash.toString('base64'));
    });
  });
}

export function newSalt(): string {
  return randomBytes(16).toString('base64');
}

/** Compares two hashes of equal length in constant time; other pairs are unequal. */
export function isSameHash(one: string, other: string): boolean {
  const first = Buffer.from(one, 'base64');
  const second = Buffer.from(other, 'base64');
  return first.length === second.length && first.length > 0 && timingSafeEqual(first, second);
}
