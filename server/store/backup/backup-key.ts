import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { isKey } from '../../vault/secret-box.ts';

/** In a backup that leaves the computer, this file replaces `secret.key`. */
export const sealedKeyName = 'secret.key.sealed';

// 64 MB and a fifth of a second per try: people choose passphrases, so each guess must be expensive.
const cost = { N: 65_536, r: 8, p: 1 } as const;
const base64 = z.string().regex(/^[A-Za-z0-9+/]{16,}={0,2}$/);

/** Only the parameters that this Rota writes, so that a foreign file cannot make it compute for hours or fill the memory. */
const sealedShape = z.object({
  rota: z.literal(1),
  kdf: z.literal('scrypt'),
  N: z.literal(cost.N),
  r: z.literal(cost.r),
  p: z.literal(cost.p),
  salt: base64,
  nonce: base64,
  tag: base64,
  sealed: base64,
});

/** Encrypts the text of `secret.key` with a passphrase; returns the text of `secret.key.sealed`. */
export async function sealKey(key: string, passphrase: string): Promise<string> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await stretch(passphrase, salt), nonce);
  const sealed = Buffer.concat([cipher.update(key.trim(), 'utf8'), cipher.final()]).toString('base64');
  const parts = {
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
  return `${JSON.stringify({ rota: 1, kdf: 'scrypt', ...cost, ...parts, sealed })}\n`;
}

/** Whether a text is a key that `sealKey` made. */
export const isSealedKey = (text: string): boolean => readSealed(text) !== null;

/** The key in a backup folder: as it is, or decrypted with the passphrase. Throws BODY_INVALID if that is missing or wrong. */
export async function keyOfBackup(folder: string, passphrase: string | undefined): Promise<string> {
  const plain = await readFile(path.join(folder, 'secret.key'), 'utf8').catch(() => null);
  if (plain !== null) return plain;
  if (passphrase === undefined || passphrase === '') {
    const sentence = said`this backup is protected: enter its passphrase`;
    throw rotaError('BODY_INVALID', sentence, 'passphrase');
  }
  const key = await openKey(await readFile(path.join(folder, sealedKeyName), 'utf8'), passphrase);
  if (key !== null) return key;
  const sentence = said`it does not open this backup: nothing was changed. Check capitals and the keyboard's language, then try again`;
  throw rotaError('BODY_INVALID', sentence, 'passphrase');
}

/** Whether the key in a backup folder is encrypted with a passphrase. */
export async function hasSealedKey(folder: string): Promise<boolean> {
  const there = (name: string) =>
    lstat(path.join(folder, name)).then(
      (facts) => facts.isFile(),
      () => false,
    );
  return !(await there('secret.key')) && (await there(sealedKeyName));
}

async function openKey(text: string, passphrase: string): Promise<string | null> {
  const parts = readSealed(text);
  if (parts === null) return null;
  const bytes = (part: string) => Buffer.from(part, 'base64');
  const key = await stretch(passphrase, bytes(parts.salt));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(parts.nonce), { authTagLength: 16 });
    decipher.setAuthTag(bytes(parts.tag));
    const opened = Buffer.concat([decipher.update(bytes(parts.sealed)), decipher.final()]).toString('utf8');
    return isKey(opened) ? `${opened}\n` : null;
  } catch {
    return null;
  }
}

function readSealed(text: string): z.infer<typeof sealedShape> | null {
  try {
    return sealedShape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Normalized, so that composed and decomposed letters of any keyboard give the same passphrase. */
function stretch(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 128 * cost.N * cost.r * 2 };
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
