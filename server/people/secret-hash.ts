import { createHmac, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

// 16 MB and some 40 ms a hash: the secrets are 192 random bits, so the cost is a second line, not the first.
const cost = { N: 16_384, r: 8, p: 1 } as const;
const hashBytes = 32;

/** The scrypt hash of a secret under a salt; both base64. */
export type HashSecret = (secret: string, salt: string) => Promise<string>;

/** More would have to be hashed than can wait: whoever asked may ask again in a moment. */
export class HashBusy extends Error {
  constructor() {
    super('too many secrets wait to be hashed');
  }
}

/**
 * Hashes with at most two at a time: they share a pool of four threads with every file operation. Of more than `mostWaiting` one, whichever,
 * rejects with HashBusy, so that a flood of wrong secrets neither fills the memory nor keeps the same caller out each time.
 */
export function createSecretHash({ atOnce = 2, mostWaiting = Infinity } = {}): HashSecret {
  let running = 0;
  const waiting: { go: () => void; giveUp: (reason: Error) => void }[] = [];

  function turn(): Promise<void> {
    return new Promise((go, giveUp) => {
      waiting.push({ go, giveUp });
      if (waiting.length > mostWaiting) waiting.splice(randomInt(waiting.length), 1)[0]?.giveUp(new HashBusy());
    });
  }

  return async (secret, salt) => {
    // A slot is handed from one to the next, never given back while somebody waits.
    if (running >= atOnce) await turn();
    else running += 1;
    try {
      return await derive(secret, salt);
    } finally {
      const next = waiting.shift();
      if (next) next.go();
      else running -= 1;
    }
  };
}

/**
 * 16 bits of a keyed digest of a secret, kept beside its hash: what does not fit is wrong, so that guessing costs the guesser a call and
 * Rota next to nothing. Of the 192 random bits of a secret 176 stay unknown to who reads it.
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

/** Compares two hashes of the same length in constant time; anything else is unequal. */
export function isSameHash(one: string, other: string): boolean {
  const first = Buffer.from(one, 'base64');
  const second = Buffer.from(other, 'base64');
  return first.length === second.length && first.length > 0 && timingSafeEqual(first, second);
}
