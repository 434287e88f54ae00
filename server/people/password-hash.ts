import * as crypto from 'node:crypto';
import { createTurns, type InTurn } from './turns.ts';

// OWASP's least for argon2id, some 20 to 40 ms a hash; a stored hash names its own.
const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const hashBytes = 32;
/** Of passwords that wait for their hash. */
const mostWaiting = 32;

/** Memory in KiB. */
interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** argon2id of version 19 (1.3). */
export type Argon2 = (password: Uint8Array, salt: Uint8Array, cost: Cost, bytes: number) => Promise<Uint8Array>;

/** Node has it since 24.7; Electron and older Nodes do not. */
export const argon2OfNode: Argon2 | null =
  (crypto as { argon2?: typeof crypto.argon2 }).argon2 === undefined
    ? null
    : (message, nonce, { memory, passes, parallelism }, tagLength) =>
        new Promise((resolve, reject) => {
          crypto.argon2('argon2id', { message, nonce, memory, passes, parallelism, tagLength }, (error, hash) => {
            if (error) reject(error);
            else resolve(hash);
          });
        });

/** Loaded with its first use: most computers never need it. */
export const argon2OfWasm: Argon2 = async (password, salt, { memory, passes, parallelism }, hashLength) => {
  const { argon2id } = await import('hash-wasm');
  const given = { password, salt, memorySize: memory, iterations: passes, parallelism, hashLength };
  return argon2id({ ...given, outputType: 'binary' });
};

/** Hashes of passwords as PHC text: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export interface PasswordHash {
  /** Rejects with HashBusy. */
  make(password: string): Promise<string>;
  /**
   * Whether the password is the one of the hash; without a hash it costs the same, so that the time does not tell which users exist.
   * `isKnown`: from a browser that has signed in before, which does not wait behind strangers. Rejects with HashBusy.
   */
  isRight(password: string, hash: string | null, isKnown: boolean): Promise<boolean>;
}

export function createPasswordHash(argon2: Argon2 = argon2OfNode ?? argon2OfWasm): PasswordHash {
  // One at a time each: a hash takes 19 MB, and half a processor of a small computer.
  const [strangers, known] = [turnOfOne(), turnOfOne()];
  const derive = (inTurn: InTurn, password: string, salt: Uint8Array, by: Cost, bytes: number) =>
    inTurn(() => argon2(Buffer.from(plain(password)), salt, by, bytes));

  return {
    async make(password) {
      const salt = crypto.randomBytes(saltBytes);
      return phcOf(cost, salt, await derive(known, password, salt, cost, hashBytes));
    },
    async isRight(password, hash, isKnown) {
      const stored = hash === null ? null : readPhc(hash);
      const { by, salt, tag } = stored ?? {
        by: cost,
        salt: crypto.randomBytes(saltBytes),
        tag: Buffer.alloc(hashBytes),
      };
      const given = await derive(isKnown ? known : strangers, password, salt, by, tag.length);
      return stored !== null && crypto.timingSafeEqual(given, tag);
    },
  };
}

const turnOfOne = (): InTurn => createTurns({ atOnce: 1, mostWaiting });

/** One password has one form, whatever keyboard it was typed on. */
const plain = (password: string): string => password.normalize('NFKC');

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

const phcOf = ({ memory, passes, parallelism }: Cost, salt: Uint8Array, hash: Uint8Array): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;

/** Null for what is not such a text, or would cost more than a computer has. */
export function readPhc(text: string): { by: Cost; salt: Buffer; tag: Buffer } | null {
  const found =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/.exec(
      text,
    );
  if (!found) return null;
  const [memory = 0, passes = 0, parallelism = 0] = found.slice(1, 4).map(Number);
  if (passes < 1 || parallelism < 1 || memory < 8 * parallelism || memory > 1_048_576) return null;
  const [salt, tag] = found.slice(4).map((part) => Buffer.from(part, 'base64'));
  return { by: { memory, passes, parallelism }, salt: salt!, tag: tag! };
}
