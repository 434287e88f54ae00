import { HOTP, Secret, TOTP, URI } from 'otpauth';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';

// One-time codes by RFC 6238, as authenticator apps make them.

/** The stored form of a seed: an `otpauth://` address in the library's own spelling. Throws BODY_INVALID. */
export function readSeed(given: string): string {
  const text = given.trim();
  return /^otpauth:/i.test(text) ? fromAddress(text) : fromBase32(text);
}

/** The code of a moment (epoch ms). */
export function codeAt(seed: string, at: number): string {
  const read = URI.parse(seed);
  if (!(read instanceof TOTP)) throw new Error('a stored seed counts no time');
  return read.generate({ timestamp: at });
}

/** Blanks and dashes are how pages group the letters. */
function fromBase32(text: string): string {
  const letters = text.replace(/[\s-]/g, '').toUpperCase().replace(/=+$/, '');
  // The library takes an empty seed, and then gives codes that are always wrong.
  if (!/^[A-Z2-7]{8,}$/.test(letters)) throw refused();
  return new TOTP({ secret: Secret.fromBase32(letters) }).toString();
}

function fromAddress(text: string): string {
  let read: HOTP | TOTP;
  try {
    read = URI.parse(text);
  } catch {
    throw refused();
  }
  if (read instanceof HOTP)
    throw rotaError(
      'BODY_INVALID',
      said`it counts uses (HOTP), and only codes that go by the time (TOTP) can be made`,
      'seed',
    );
  if (read.secret.bytes.length < 5) throw refused();
  return read.toString();
}

const refused = () =>
  rotaError(
    'BODY_INVALID',
    said`is no seed of one-time codes: give at least 8 letters and digits of Base32 (A–Z, 2–7), or the whole otpauth:// address`,
    'seed',
  );
