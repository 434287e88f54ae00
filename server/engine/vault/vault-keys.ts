import { errorDetail, RotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import {
  fieldsOfKind,
  mostVaultFileBytes,
  vaultFields,
  type VaultField,
  type VaultGroup,
  type VaultKey,
  type VaultKeyBody,
  type VaultSecrets,
} from '../../../contract/vault.ts';
import type { StoredVaultGroup, StoredVaultKey } from '../../store/config-document.ts';
import { readSeed } from '../../vault/one-time-code.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import { sealField } from './vault-seal.ts';

type Texts = Partial<Record<VaultField, string>>;

/** The values of a request as they are sealed: a seed in its stored spelling, a file as base64. Throws BODY_INVALID. */
export function textsOf({ kind, ...given }: VaultSecrets & Pick<VaultKeyBody, 'kind'>): Texts {
  const texts: Texts = {};
  const wrong = vaultFields.find((field) => given[field] !== undefined && !fieldsOfKind[kind].includes(field));
  if (wrong !== undefined) throw refused(wrong, said`does not belong to a key of this kind`);
  for (const field of ['value', 'user', 'password'] as const) {
    const text = given[field];
    if (text === undefined) continue;
    if (text.includes('\0')) throw refused(field, said`must not hold a NUL character: no program can be given one`);
    texts[field] = text;
  }
  if (given.seed !== undefined) texts.seed = readSeed(given.seed);
  if (given.file !== undefined) {
    const bytes = Buffer.from(given.file.bytes, 'base64');
    if (bytes.length === 0) throw refused('file', said`is empty`);
    if (bytes.length > mostVaultFileBytes)
      throw refused('file', said`has ${bytes.length} bytes; the vault takes files of at most ${mostVaultFileBytes}`);
    texts.file = bytes.toString('base64');
  }
  return texts;
}

export const refused = (field: string, sentence: Parameters<typeof errorDetail>[2]): RotaError =>
  new RotaError([errorDetail('BODY_INVALID', field, sentence)]);

export interface KeyChange {
  readonly key: StoredVaultKey;
  /** A value was replaced by another. */
  readonly isRotation: boolean;
}

/** The key after a change; `present` is null for a new one. Throws if what its kind needs was never given. */
export function changedKey(
  secrets: SecretBox,
  present: StoredVaultKey | null,
  name: string,
  body: Omit<VaultKeyBody, 'onlyNew'>,
  made: { readonly id: string; readonly now: number },
): KeyChange {
  const { id } = present ?? made;
  const texts = textsOf(body);
  const isSameKind = present?.kind === body.kind;
  const before = isSameKind ? present.sealed : {};
  const [needed] = fieldsOfKind[body.kind];
  if (texts[needed] === undefined && before[needed] === undefined)
    throw refused(needed, said`is needed for a key of this kind`);
  const fresh = Object.entries(texts).map(([field, text]) => [
    field,
    sealField(secrets, id, field as VaultField, text),
  ]);
  const isChanged = fresh.length > 0;
  const isRotation = isSameKind && texts[needed] !== undefined;
  const keepsOld = isRotation && body.keepOldSeconds > 0;
  const previous = keepsOld
    ? { sealed: present.sealed, until: made.now + body.keepOldSeconds * 1000 }
    : isRotation || !isSameKind
      ? null
      : present.previous;
  return {
    isRotation,
    key: {
      id,
      name,
      kind: body.kind,
      note: body.note,
      fileName: body.kind === 'file' ? (body.file?.name ?? present?.fileName ?? null) : null,
      expiresAt: body.expiresAt,
      createdAt: present?.createdAt ?? made.now,
      changedAt: isChanged ? made.now : (present?.changedAt ?? made.now),
      sealed: { ...before, ...(Object.fromEntries(fresh) as StoredVaultKey['sealed']) },
      previous,
    },
  };
}

/** A group as it is shown: which values there are, never one of them. */
export const shownGroup = (group: StoredVaultGroup, now: number): VaultGroup => ({
  name: group.name,
  note: group.note,
  processes: group.processes,
  clients: group.clients,
  keys: group.keys.map((key) => shownKey(key, now)),
});

const shownKey = (key: StoredVaultKey, now: number): VaultKey => ({
  name: key.name,
  kind: key.kind,
  note: key.note,
  has: vaultFields.filter((field) => key.sealed[field] !== undefined),
  fileName: key.fileName,
  expiresAt: key.expiresAt,
  previousUntil: key.previous !== null && key.previous.until > now ? key.previous.until : null,
  createdAt: key.createdAt,
  changedAt: key.changedAt,
});
