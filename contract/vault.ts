import { z } from 'zod';
import { inEnglish, said } from './translatable.ts';
import { saidSchema } from './translatable-schema.ts';
import { givenInstant } from './schedule.ts';
import { vaultParts } from './vault-reference.ts';

// The vault: secrets that are entered once, in groups, and used by reference. Values go in and never come out of this API.

const instant = z.number();
const count = z.int();

/** What a key holds: a text; a user with a password, and perhaps a seed of one-time codes; a file; a seed alone. Stored: do not rename. */
export const vaultKinds = ['text', 'login', 'file', 'otp'] as const;
export type VaultKind = (typeof vaultKinds)[number];

/** The values of a key, each sealed by itself. Stored: do not rename. */
export const vaultFields = ['value', 'user', 'password', 'seed', 'file'] as const;
export type VaultField = (typeof vaultFields)[number];

/** Which values a key of each kind can have; the first one is needed. */
export const fieldsOfKind: Readonly<Record<VaultKind, readonly [VaultField, ...VaultField[]]>> = {
  text: ['value'],
  login: ['password', 'user', 'seed'],
  file: ['file'],
  otp: ['seed'],
};

/** The limit of a file in the vault: certificates and keys are far smaller. */
export const mostVaultFileBytes = 64 * 1024;
const mostText = 32_000;

const groupName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._@+&-]*$/u,
    inEnglish(said`may hold letters, digits, blanks and . _ @ + & -, and begins with a letter or digit`),
  );
const keyName = groupName.refine(
  (name) => !vaultParts.some((part) => name.toLowerCase().endsWith(`.${part}`)),
  inEnglish(
    said`must not end in .user, .password, .value, .previous or .file: a reference means a part of a key by that`,
  ),
);
export const vaultNames = { group: groupName, key: keyName } as const;

const allowed = z.array(z.string().min(1).max(100)).max(1000).nullable();

/** A key as it is shown: which values it has, never one of them. */
export const vaultKey = z.object({
  name: z.string(),
  kind: z.enum(vaultKinds),
  note: z.string(),
  has: z.array(z.enum(vaultFields)),
  fileName: z.string().nullable(),
  expiresAt: instant.nullable(),
  /** Until when the value before the last rotation can still be used, as `.previous`. */
  previousUntil: instant.nullable(),
  createdAt: instant,
  /** When a value was changed last. */
  changedAt: instant,
});
export type VaultKey = z.infer<typeof vaultKey>;

export const vaultGroup = z.object({
  name: z.string(),
  note: z.string(),
  /** The processes that may use it; null = all. */
  processes: allowed,
  /** The clients (by user) whose starts may refer to it; null = all. People always may. */
  clients: allowed,
  keys: z.array(vaultKey),
});
export type VaultGroup = z.infer<typeof vaultGroup>;

/** Where the key is kept that seals every secret of a data folder. */
export const keyProtections = ['file', 'system', 'system-plain'] as const;
/** `file`: a file that only its owner may read. `system`: the system's own store. `system-plain`: that store, which says it protects nothing. */
export const keyProtection = z.object({ kind: z.enum(keyProtections), store: z.string().nullable() });
export type KeyProtection = z.infer<typeof keyProtection>;

export const vaultAnswer = z.object({ groups: z.array(vaultGroup), protection: keyProtection });
export type VaultAnswer = z.infer<typeof vaultAnswer>;

export const vaultGroupBody = z.object({
  note: z.string().max(1000).default(''),
  processes: allowed.default(null),
  clients: allowed.default(null),
  /** Refuses a group that exists. */
  onlyNew: z.boolean().default(false),
});

const secretText = z.string().min(1).max(mostText);
/** A value that is absent stays as it is. */
export const vaultKeyBody = z.object({
  kind: z.enum(vaultKinds),
  note: z.string().max(1000).default(''),
  expiresAt: givenInstant.nullable().default(null),
  value: secretText.optional(),
  user: secretText.optional(),
  password: secretText.optional(),
  /** Base32, or a whole `otpauth://` address. */
  seed: z.string().min(1).max(2000).optional(),
  file: z.object({ name: z.string().min(1).max(200), bytes: z.base64() }).optional(),
  /** How long the value before this change can still be used, as `.previous`. */
  keepOldSeconds: z.number().min(0).max(7_776_000).default(0),
  onlyNew: z.boolean().default(false),
});
export type VaultKeyBody = z.infer<typeof vaultKeyBody>;
/** Of a new value, and of the key in an import. */
export type VaultSecrets = Pick<VaultKeyBody, VaultField>;

export const vaultGroupAnswer = z.object({ group: vaultGroup });
export const deleteVaultQuery = z.object({
  /** Deletes it although something refers to it. */
  force: z.enum(['true', 'false']).default('false'),
});

/** Who refers to a key. */
export const vaultUse = z.object({
  group: z.string(),
  key: z.string(),
  processes: z.array(z.string()),
  /** At most 50. */
  schedules: z.array(z.object({ id: z.string(), name: z.string() })),
  scheduleCount: count,
});
export type VaultUse = z.infer<typeof vaultUse>;
export const vaultUsesAnswer = z.object({ uses: z.array(vaultUse) });

export const vaultImportKinds = ['env', 'csv', 'keepass'] as const;
export type VaultImportKind = (typeof vaultImportKinds)[number];
export const vaultImportBody = z.object({
  kind: z.enum(vaultImportKinds),
  /** The bytes of the file in base64. */
  bytes: z.base64(),
  /** Where keys go whose group the file does not name. */
  group: groupName,
  /** Of a KeePass database. */
  password: z.string().max(1000).optional(),
  keyFile: z.base64().optional(),
  isDryRun: z.boolean().default(true),
});
export const vaultImportAnswer = z.object({
  isDryRun: z.boolean(),
  changes: z.array(
    z.object({
      group: z.string(),
      key: z.string(),
      kind: z.enum(vaultKinds),
      change: z.enum(['add', 'replace', 'same', 'refused']),
      note: z.string(),
      said: saidSchema.exactOptional(),
    }),
  ),
});
export type VaultImportAnswer = z.infer<typeof vaultImportAnswer>;

/** How long before its expiry a key is warned of. */
const warnMs = 14 * 86_400_000;

/** Whether a key has expired at a moment (epoch ms), or will soon. It is given to robots all the same: only who made it knows what then happens. */
export function expiryOf({ expiresAt }: Pick<VaultKey, 'expiresAt'>, now: number): 'expired' | 'soon' | null {
  if (expiresAt === null) return null;
  return expiresAt <= now ? 'expired' : expiresAt - now <= warnMs ? 'soon' : null;
}
