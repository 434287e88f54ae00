import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import { secretPlaceholder } from '../../contract/schedule.ts';
import { hasCode, syncFolderNow } from '../durable-file.ts';
import { renameStubbornlyNow } from '../stubborn-rename.ts';

export type Values = Readonly<Record<string, unknown>>;

/** The stored form of a secret: `rota1.` and, in base64, a nonce of 12 bytes, a tag of 16 and the cipher text. */
interface Sealed {
  readonly $sealed: string;
}

export interface SecretBox {
  /** Encrypts the values of these names, whatever their type; also any value that only looks encrypted, so that decryption is exact. */
  sealValues(values: Values, secretNames: readonly string[]): Values;
  /** Decrypts the values. Throws VALUE_INVALID with the name of the value if the key is different or the text was changed. */
  openValues(values: Values): Values;
  /** For display: encrypted values and those of these names become `secretPlaceholder`. */
  maskValues(values: Values, secretNames: readonly string[]): Values;
}

/** AES-256-GCM under a key of 32 bytes; each value is bound to its name. */
export function createSecretBox(key: Uint8Array): SecretBox {
  if (key.length !== 32) throw new Error(`the key for secrets has ${key.length} bytes; it must have 32`);

  function seal(name: string, value: unknown): Sealed {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return { $sealed: `rota1.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')}` };
  }

  function open(name: string, { $sealed }: Sealed): unknown {
    try {
      const bytes = Buffer.from($sealed.slice('rota1.'.length), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
        .setAAD(Buffer.from(name))
        .setAuthTag(bytes.subarray(12, 28));
      return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'));
    } catch {
      const sentence = said`its stored secret cannot be opened with this computer's key; enter it again`;
      throw rotaError('VALUE_INVALID', sentence, `values.${name}`);
    }
  }

  return {
    sealValues: (values, secretNames) =>
      mapValues(values, (name, value) =>
        value !== undefined && (secretNames.includes(name) || looksSealed(value)) ? seal(name, value) : value,
      ),
    openValues: (values) => mapValues(values, (name, value) => (isSealed(value) ? open(name, value) : value)),
    maskValues: (values, secretNames) =>
      mapValues(values, (name, value) =>
        secretNames.includes(name) || looksSealed(value) ? secretPlaceholder : value,
      ),
  };
}

/** The key of a data folder: `secret.key`, created at first use, readable by its owner only. Throws with the path if it is damaged. */
export function keyOfFolder(folder: string, name = 'secret.key'): Uint8Array {
  const file = path.join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = readIfThere(file) ?? makeKey(file);
  if (isKey(text)) return keyIn(text);
  throw rotaError(
    'STORAGE_UNAVAILABLE',
    said`${file} is not a key (32 bytes in base64). Put it back from a backup; without it stored secrets cannot be opened, and if you delete it they have to be entered again.`,
  );
}

/** Begins `secret.key` where the operating system's store has sealed it. */
export const systemForm = 'rota-system1.';

const keyIn = (text: string): Buffer => Buffer.from(text.trim(), 'base64');
/** Whether a text is a plain key. */
export const isKey = (text: string): boolean => keyIn(text).length === 32;
/** The same, or one that only the desktop app on its own computer can open. */
export const isKeyOfAnyForm = (text: string): boolean => isKey(text) || text.startsWith(systemForm);

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    const why = error instanceof Error ? error.message : String(error);
    throw rotaError('STORAGE_UNAVAILABLE', said`${file} cannot be read: ${why}`, null, error);
  }
}

/** Written atomically, and durable before any secret is encrypted with it. */
function makeKey(file: string): string {
  const fresh = `${file}.new`;
  const text = `${randomBytes(32).toString('base64')}\n`;
  rmSync(fresh, { force: true });
  const handle = openSync(fresh, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameStubbornlyNow(fresh, file);
  syncFolderNow(path.dirname(file));
  return text;
}

/** The name to which a value of the vault is bound, so that a sealed text that is moved elsewhere by hand is refused. */
export const nameInVault = (key: string, field: string): string => `vault/${key}/${field}`;

function looksSealed(value: unknown): value is object {
  return typeof value === 'object' && value !== null && '$sealed' in value;
}

export function isSealed(value: unknown): value is Sealed {
  return (
    looksSealed(value) && '$sealed' in value && typeof value.$sealed === 'string' && value.$sealed.startsWith('rota1.')
  );
}

function mapValues(values: Values, change: (name: string, value: unknown) => unknown): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(name, value)]));
}
