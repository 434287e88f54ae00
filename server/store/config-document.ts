import { z } from 'zod';
import { calendar } from '../../contract/calendar.ts';
import { channelKinds } from '../../contract/channel-kinds.ts';
import { scopes } from '../../contract/client.ts';
import { identityProviderDraft } from '../../contract/sign-in-ways.ts';
import { languages } from '../../contract/language.ts';
import { messageRule, timeOfDay } from '../../contract/message-rules.ts';
import { storedView } from '../../contract/order.ts';
import { rpaProcess } from '../../contract/process.ts';
import { roles } from '../../contract/roles.ts';
import { inARow, inEnglish, said, type Translatable } from '../../contract/translatable.ts';
import { settings } from '../../contract/settings.ts';
import { vaultFields, vaultKinds } from '../../contract/vault.ts';
import { worker, workerEntry, workerGroup } from '../../contract/worker.ts';
import { ianaZone } from '../domain/time/zone-name.ts';
import { sentenceOf } from '../domain/import/detail-notes.ts';
import { issueDetails } from '../domain/issue-details.ts';
import { jsonProblem } from './config-json.ts';

const sealed = z.strictObject({ $sealed: z.string().startsWith('rota1.') });

/** A stored client: its secrets only as scrypt hashes under one salt, so that checking either costs one hash. */
export const storedClient = z.strictObject({
  /** Created with the client and never reused; older builds made none, then the user is its identity. */
  id: z.string().min(1).optional(),
  name: z.string(),
  user: z.string(),
  scopes: z.array(z.enum(scopes)),
  processes: z.array(z.string()).nullable(),
  createdAt: z.number(),
  lastUsedAt: z.number().nullable(),
  revokedAt: z.number().nullable(),
  /** Base64. */
  salt: z.string(),
  /** Base64; null once revoked. */
  hash: z.string().nullable(),
  /**
   * A short keyed digest of the secret: a secret that does not match is certainly wrong and costs no hash. Absent until known.
   */
  hint: z.string().optional(),
  /** After a rotation: the former hash and until when it is accepted. */
  old: z.strictObject({ hash: z.string(), hint: z.string().optional(), until: z.number() }).nullable().default(null),
});
export type StoredClient = z.infer<typeof storedClient>;

/** A person who signs in. The password only as a hash. */
export const storedUser = z.strictObject({
  /** Never reused. */
  id: z.string().min(1),
  /** What one signs in with. */
  name: z.string(),
  /** The name that others see. */
  title: z.string(),
  email: z.string().nullable().default(null),
  role: z.enum(roles),
  /** Only processes with one of these; null = all. */
  tags: z.array(z.string()).nullable().default(null),
  isDisabled: z.boolean().default(false),
  createdAt: z.number(),
  lastSignInAt: z.number().nullable().default(null),
  /** argon2id as PHC text. */
  passwordHash: z.string().nullable().default(null),
  /** Sessions that were opened in an earlier round have ended. */
  sessionRound: z.int().default(0),
  /** SHA-256 in base64 of the token of a link by which the user chooses a password. */
  invitation: z.strictObject({ digest: z.string(), until: z.number() }).nullable().default(null),
  /** One-time codes: their sealed secret, and the last step that was used. */
  codes: z
    .strictObject({
      secret: sealed,
      lastStep: z.int().default(0),
      createdAt: z.number().default(0),
      /** SHA-256 in base64url of the recovery codes that were not used yet. */
      recovery: z.array(z.string()).default([]),
    })
    .nullable()
    .default(null),
  passkeys: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        /** The host that it is for. */
        host: z.string(),
        /** COSE, base64url. */
        publicKey: z.string(),
        counter: z.int().default(0),
        transports: z.array(z.string()).default([]),
        createdAt: z.number(),
        lastUsedAt: z.number().nullable().default(null),
      }),
    )
    .default([]),
  /** The account of the company's own identity provider. */
  identity: z.strictObject({ issuer: z.string(), subject: z.string() }).nullable().default(null),
});
export type StoredUser = z.infer<typeof storedUser>;
export type StoredPasskey = StoredUser['passkeys'][number];

/** A stored channel for messages. Its secrets are sealed; whether its settings can be used is judged when they are opened. */
export const storedChannel = z.strictObject({
  id: z.string().min(1),
  version: z.int().default(1),
  title: z.string(),
  enabled: z.boolean().default(true),
  language: z.enum(languages).default('en'),
  settings: z.looseObject({ kind: z.enum(channelKinds) }),
});
export type StoredChannel = z.infer<typeof storedChannel>;

const sealedFields = z.partialRecord(z.enum(vaultFields), sealed);

/** A key of the vault: each value sealed by itself, bound to the key's id and the value's name. */
export const storedVaultKey = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  kind: z.enum(vaultKinds),
  note: z.string().default(''),
  fileName: z.string().nullable().default(null),
  expiresAt: z.number().nullable().default(null),
  createdAt: z.number(),
  changedAt: z.number(),
  sealed: sealedFields,
  /** The values before the last rotation, and until when they can be used. */
  previous: z.strictObject({ sealed: sealedFields, until: z.number() }).nullable().default(null),
});
export type StoredVaultKey = z.infer<typeof storedVaultKey>;

export const storedVaultGroup = z.strictObject({
  name: z.string(),
  note: z.string().default(''),
  processes: z.array(z.string()).nullable().default(null),
  clients: z.array(z.string()).nullable().default(null),
  keys: z.array(storedVaultKey).default([]),
});
export type StoredVaultGroup = z.infer<typeof storedVaultGroup>;

/** The backups that Rota makes by itself; the passphrase of their copies is sealed under its name. */
export const storedDailyBackups = z.strictObject({
  enabled: z.boolean().default(true),
  at: timeOfDay.default('03:30'),
  keep: z.int().min(1).max(365).default(7),
  folder: z.string().min(1).max(1000).nullable().default(null),
  passphrase: sealed.nullable().default(null),
});
export type StoredDailyBackups = z.infer<typeof storedDailyBackups>;

export const storedFleet = z.strictObject({
  groups: z.array(workerGroup).default([]),
  workers: z.record(z.string(), workerEntry).default({}),
});
export type StoredFleet = z.infer<typeof storedFleet>;

/** The company's identity provider. Its secret is sealed; null: a public client. */
export const storedIdentityProvider = identityProviderDraft.extend({ clientSecret: sealed.nullable().default(null) });
export type StoredIdentityProvider = z.infer<typeof storedIdentityProvider>;

/** The configuration document, which a person may read, edit and back up. Unknown keys are refused, so that a typo is reported. */
export const configDocument = z.strictObject({
  version: z.literal(1),
  worker,
  settings: z.strictObject(settings.shape).prefault({}),
  processes: z.array(rpaProcess).default([]),
  /** Names of bundled processes that were deleted. */
  removedBundled: z.array(z.string()).default([]),
  calendars: z.array(calendar).default([]),
  messageRules: z.array(messageRule).max(200).default([]),
  clients: z.array(storedClient).default([]),
  users: z.array(storedUser).default([]),
  channels: z.array(storedChannel).default([]),
  identityProvider: storedIdentityProvider.nullable().default(null),
  /** Named filters of the lists. */
  views: z.array(storedView).max(500).default([]),
  vault: z.array(storedVaultGroup).default([]),
  /** Of a computer that is alone. */
  dailyBackups: storedDailyBackups.prefault({}),
  /** What all computers know of the workers: groups, and by ID what can be changed from any of them. */
  fleet: storedFleet.prefault({}),
  /** `whsec_` and base64: the key that signs webhooks. */
  webhookSecret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, inEnglish(said`is "whsec_" and at least 16 characters of base64`)),
});
export type ConfigDocument = z.infer<typeof configDocument>;

/** Converts a document from version N to N+1: `migrations[0]` converts version 1. A step gets and returns plain JSON. */
export type Migration = (document: Record<string, unknown>) => Record<string, unknown>;
const migrations: readonly Migration[] = [];

export type ReadDocument =
  | { readonly ok: true; readonly document: ConfigDocument }
  /** `isNewer`: the file is fine, but a later Rota wrote it. */
  | { readonly ok: false; readonly isNewer: boolean; readonly reason: Translatable };

/** Parses the text of a document. The reason says where and what, and never quotes the content. */
export function readDocument(text: string, steps: readonly Migration[] = migrations): ReadDocument {
  const broken = (reason: Translatable): ReadDocument => ({ ok: false, isNewer: false, reason });
  const problem = jsonProblem(text);
  if (problem !== null) return broken(problem);
  const raw: unknown = JSON.parse(withoutBom(text));
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return broken(said`it is not a JSON object`);
  const lifted = migrate(raw as Record<string, unknown>, steps);
  if (!lifted.ok) return lifted;
  const parsed = configDocument.safeParse(lifted.raw);
  if (parsed.success) return inKnownZone(parsed.data);
  const issues = issueDetails(
    parsed.error.issues.slice(0, 5),
    'STORAGE_UNAVAILABLE',
    Object.keys(configDocument.shape),
  );
  return broken(inARow(issues.map(sentenceOf), '; '));
}

/** Accepts Windows names of zones in a manual edit; refuses unknown zones, in which no time could be computed. */
function inKnownZone(document: ConfigDocument): ReadDocument {
  const { timezone } = document.settings;
  if (timezone === null) return { ok: true, document };
  const zone = ianaZone(timezone);
  if (zone === null) return { ok: false, isNewer: false, reason: said`settings.timezone: it is not a time zone` };
  if (zone === timezone) return { ok: true, document };
  return { ok: true, document: { ...document, settings: { ...document.settings, timezone: zone } } };
}

type Lifted =
  | { readonly ok: true; readonly raw: Record<string, unknown> }
  | { readonly ok: false; readonly isNewer: boolean; readonly reason: Translatable };

/** Converts a raw document to the newest version. */
export function migrate(raw: Record<string, unknown>, steps: readonly Migration[] = migrations): Lifted {
  const latest = steps.length + 1;
  const { version } = raw;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { ok: false, isNewer: false, reason: said`version: is missing or not a whole number from 1` };
  }
  if (version > latest) {
    const reason = said`it has version ${version} and was written by a later Rota; this one reads up to version ${latest}`;
    return { ok: false, isNewer: true, reason };
  }
  const lifted = steps
    .slice(version - 1)
    .reduce((document, step, index) => ({ ...step(document), version: version + index + 1 }), raw);
  return { ok: true, raw: lifted };
}

/** The text of the file: indented by two, so that people can read it and a diff shows changes. */
export function printDocument(document: ConfigDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The document of a first start. */
export function firstDocument(made: { workerId: string; workerName: string; webhookSecret: string }): ConfigDocument {
  return configDocument.parse({
    version: 1,
    worker: { id: made.workerId, name: made.workerName, aliases: [] },
    webhookSecret: made.webhookSecret,
  });
}

function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
