import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// 16 MB and some 40 ms a hash: the secrets are 192 random bits, so the cost is a second line, not the first.
const cost = { N: 16_384, r: 8, p: 1 } as const;
const hashBytes = 32;

/** The scrypt hash of a secret under a salt; both base64. */
export type HashSecret = (secret: string, salt: string) => Promise<string>;

/** Hashes with at most two at a time: they share a pool of four threads with every file operation. */
export function createSecretHash(atOnce = 2): HashSecret {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (secret, salt) => {
    // A slot is handed from one to the next, never given back while somebody waits.
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await derive(secret, salt);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
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

/** Compares two hashes of the same length in constant time; anything else is unequal. */
export function isSameHash(one: string, other: string): boolean {
  const first = Buffer.from(one, 'base64');
  const second = Buffer.from(other, 'base64');
  return first.length === second.length && first.length > 0 && timingSafeEqual(first, second);
}
