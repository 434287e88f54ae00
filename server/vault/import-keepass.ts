import * as crypto from 'node:crypto';
import { promisify } from 'node:util';
import type { CryptoEngine, Kdbx, KdbxEntry, KdbxGroup } from 'kdbxweb';
import { rotaError, RotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import { mostVaultFileBytes } from '../../contract/vault.ts';
import { secretsOf } from './import-csv.ts';
import { nameFor, uniqueNames, type ImportedSecret } from './imported-secret.ts';

/** A database that asks for more is refused: it would take this computer's memory, or minutes. */
const most = { kibibytes: 1024 * 1024, passes: 100, lanes: 64 } as const;

interface KeePassAsked {
  /** Where entries of the root go. */
  readonly group: string;
  readonly password: string;
  readonly keyFile: string | null;
}

/** The entries of a KeePass database (KDBX 3 and 4), each a key, and each of their files another. Throws BODY_INVALID. */
export async function readKeePass(file: Buffer, { group, password, keyFile }: KeePassAsked): Promise<ImportedSecret[]> {
  const kdbxweb = (await import('kdbxweb')).default;
  kdbxweb.CryptoEngine.setArgon2Impl(argon2);
  const secret = kdbxweb.ProtectedValue.fromString(password);
  const credentials = new kdbxweb.Credentials(
    // No password and an empty one are two different things in KeePass.
    password === '' && keyFile !== null ? null : secret,
    keyFile === null ? null : bytesOf(Buffer.from(keyFile, 'base64')),
  );
  let database: Kdbx;
  try {
    database = await kdbxweb.Kdbx.load(bytesOf(file), credentials);
  } catch (error) {
    throw error instanceof RotaError ? error : notOpened(error, kdbxweb.Consts.ErrorCodes.InvalidKey);
  }
  const unique = uniqueNames();
  return entriesOf(database).flatMap(({ entry, path }) => keysOf(entry, nameFor(path.join(' '), group), unique));
}

function notOpened(error: unknown, wrongKey: string): RotaError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === wrongKey
    ? rotaError(
        'BODY_INVALID',
        said`it does not open this database: check capitals, and whether a key file is needed`,
        'password',
      )
    : rotaError('BODY_INVALID', said`is no KeePass database that can be read (KDBX 3 or 4)`, 'bytes', error);
}

/** Without the recycle bin; the name of the root is left out of the paths. */
function entriesOf(database: Kdbx): { entry: KdbxEntry; path: readonly string[] }[] {
  const bin = database.meta.recycleBinEnabled === true ? database.meta.recycleBinUuid?.id : undefined;
  const walk = (group: KdbxGroup, path: readonly string[]): { entry: KdbxEntry; path: readonly string[] }[] =>
    group.uuid.id === bin
      ? []
      : [
          ...group.entries.map((entry) => ({ entry, path })),
          ...group.groups.flatMap((inner) => walk(inner, [...path, inner.name ?? ''])),
        ];
  return walk(database.getDefaultGroup(), []);
}

function keysOf(entry: KdbxEntry, group: string, unique: ReturnType<typeof uniqueNames>): ImportedSecret[] {
  const field = (name: string): string => {
    const value = entry.fields.get(name);
    return (typeof value === 'string' ? value : (value?.getText() ?? '')).trim();
  };
  const title = nameFor(field('Title'), 'entry');
  const secret = { user: field('UserName'), password: field('Password'), seed: seedOf(field) };
  const kind = secret.user !== '' || secret.seed !== '' ? ('login' as const) : ('text' as const);
  const { expires, expiryTime } = entry.times;
  const expiresAt = expires === true && expiryTime !== undefined ? Math.max(0, expiryTime.getTime()) : null;
  const note = field('Notes').slice(0, 1000);
  const files = [...entry.binaries].map(([name, binary]): ImportedSecret => {
    const value = 'hash' in binary ? binary.value : binary;
    const bytes = Buffer.from(new Uint8Array(value instanceof ArrayBuffer ? value : value.getBinary()));
    const place = { group, key: unique(group, nameFor(`${title} ${name}`, 'file')), kind: 'file' } as const;
    if (bytes.length > mostVaultFileBytes)
      return {
        ...place,
        refused: said`has ${bytes.length} bytes; the vault takes files of at most ${mostVaultFileBytes}`,
      };
    return {
      ...place,
      note: '',
      expiresAt,
      secrets: { file: { name: name.slice(-200), bytes: bytes.toString('base64') } },
    };
  });
  if (secret.password === '' && files.length > 0) return files;
  const place = { group, key: unique(group, title), kind };
  if (secret.password === '') return [{ ...place, refused: said`it has no password` }];
  return [{ ...place, note, expiresAt, secrets: secretsOf(kind, secret) }, ...files];
}

/** As KeePassXC and KeePass write it. */
const seedOf = (field: (name: string) => string): string => field('otp') || field('TimeOtp-Secret-Base32');

const bytesOf = (buffer: Buffer): ArrayBuffer => Uint8Array.from(buffer).buffer;

type Argon2 = typeof CryptoEngine.argon2;

/** Node's own Argon2. A runtime without it (a build of Electron may be one) says what to do instead. */
const argon2: Argon2 = async (message, nonce, memory, passes, length, lanes, type) => {
  if (!('argon2' in crypto))
    throw rotaError(
      'BODY_INVALID',
      said`is sealed with Argon2, which this Rota cannot compute: save a copy in KeePass with AES-KDF`,
      'bytes',
    );
  if (memory > most.kibibytes || passes > most.passes || lanes > most.lanes)
    throw rotaError('BODY_INVALID', said`asks for more memory or time to open than is given here`, 'bytes');
  const compute = promisify(crypto.argon2);
  const key = await compute(type === 0 ? 'argon2d' : 'argon2id', {
    message: Buffer.from(message),
    nonce: Buffer.from(nonce),
    memory,
    passes,
    parallelism: lanes,
    tagLength: length,
  });
  return bytesOf(key);
};
