import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** As every authenticator app takes it: SHA-1, six digits, a new code each 30 s. */
const digits = 6;
const periodSeconds = 30;
/** 160 bits, the length that RFC 4226 recommends. */
const secretBytes = 20;
const recoveryCount = 10;

/** A new secret in Base32, and the address that an authenticator app reads, in a QR code or by hand. */
export function newCodes(issuer: string, account: string): { readonly secret: string; readonly uri: string } {
  const bytes = randomBytes(secretBytes);
  const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer });
  // A colon would end the issuer in the label.
  const plain = (text: string) => text.replaceAll(':', ' ');
  const totp = new TOTP({ issuer: plain(issuer), label: plain(account), secret, digits, period: periodSeconds });
  return { secret: secret.base32, uri: totp.toString() };
}

export type CodeCheck =
  | { readonly kind: 'right'; readonly step: number }
  /** Right, but it was used already, or a later one was. */
  | { readonly kind: 'used' }
  | { readonly kind: 'wrong' };

/**
 * Checks a code against the secret, with the one before and after it: clocks of phones are not exact. `lastStep`: the step of the code that was
 * used last; only later ones are taken. `now`: epoch ms.
 */
export function checkCode(secret: string, text: string, now: number, lastStep: number | null): CodeCheck {
  const token = text.replace(/[\s-]/g, '');
  // An empty secret would give valid codes, too.
  if (secret === '' || !/^\d{6}$/.test(token)) return { kind: 'wrong' };
  const asked = { token, secret: Secret.fromBase32(secret), digits, period: periodSeconds, timestamp: now, window: 1 };
  const delta = TOTP.validate(asked);
  if (delta === null) return { kind: 'wrong' };
  const step = TOTP.counter({ period: periodSeconds, timestamp: now }) + delta;
  return lastStep !== null && step <= lastStep ? { kind: 'used' } : { kind: 'right', step };
}

/** Without letters that look like digits or like each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten codes of 79 bits, `xxxx-xxxx-xxxx-xxxx`, each for one sign-in without the app. Only their digests are kept. */
export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCount }, newRecoveryCode);

function newRecoveryCode(): string {
  const signs: string[] = [];
  while (signs.length < 16) {
    for (const byte of randomBytes(16)) {
      // Bytes beyond a multiple of the alphabet would make some letters likelier.
      if (byte < 248 && signs.length < 16) signs.push(alphabet[byte % alphabet.length]!);
    }
  }
  return signs.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** Whether a text can only be meant as a recovery code. */
export const looksLikeRecovery = (text: string): boolean => plainRecovery(text).length === 16;

export const recoveryDigest = (code: string): string =>
  createHash('sha256').update(plainRecovery(code)).digest('base64url');

/** The digests without the one of this code; null if none is of it. */
export function withoutRecovery(digests: readonly string[], code: string): string[] | null {
  const given = Buffer.from(recoveryDigest(code));
  const left = digests.filter((digest) => {
    const one = Buffer.from(digest);
    return one.length !== given.length || !timingSafeEqual(one, given);
  });
  return left.length === digests.length ? null : left;
}

const plainRecovery = (text: string): string => text.replace(/[\s-]/g, '').toLowerCase();
