import { detailOf } from '../../../contract/errors.ts';
import { inEnglish, type Translatable } from '../../../contract/translatable.ts';
import type { vaultImportBody, VaultImportAnswer, VaultKeyBody } from '../../../contract/vault.ts';
import type { z } from 'zod';
import type { ConfigDocument, StoredVaultGroup, StoredVaultKey } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import { readCsvSecrets } from '../../vault/import-csv.ts';
import { readEnvSecrets } from '../../vault/import-env.ts';
import { readKeePass } from '../../vault/import-keepass.ts';
import type { ImportedSecret } from '../../vault/imported-secret.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import { changedKey, textsOf } from './vault-keys.ts';
import { openField } from './vault-seal.ts';

type Request = z.infer<typeof vaultImportBody>;
type Change = VaultImportAnswer['changes'][number];

interface ImportDeps {
  readonly config: ConfigStore;
  readonly secrets: SecretBox;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Takes secrets in, or says what that would change. `document`: what was stored, null for a dry run. */
export async function importSecrets(
  deps: ImportDeps,
  request: Request,
): Promise<{ answer: VaultImportAnswer; document: ConfigDocument | null }> {
  const found = await readSecrets(request);
  const { isDryRun } = request;
  if (isDryRun) {
    const { changes } = planned(deps, deps.config.get(), found);
    return { answer: { isDryRun, changes }, document: null };
  }
  let changes: Change[] = [];
  await deps.config.update((document) => {
    const plan = planned(deps, document, found);
    changes = plan.changes;
    return plan.isSame ? document : plan.document;
  });
  return { answer: { isDryRun, changes }, document: deps.config.get() };
}

function readSecrets({ kind, bytes, group, password, keyFile }: Request): Promise<ImportedSecret[]> | ImportedSecret[] {
  const file = Buffer.from(bytes, 'base64');
  switch (kind) {
    case 'env':
      return readEnvSecrets(file, group);
    case 'csv':
      return readCsvSecrets(file, group);
    case 'keepass':
      return readKeePass(file, { group, password: password ?? '', keyFile: keyFile ?? null });
  }
}

function planned(
  deps: ImportDeps,
  document: ConfigDocument,
  found: readonly ImportedSecret[],
): { document: ConfigDocument; changes: Change[]; isSame: boolean } {
  const groups = new Map(document.vault.map((group) => [group.name, group]));
  const changes = found.map((one): Change => {
    const told = { group: one.group, key: one.key, kind: one.kind };
    const refuse = (sentence: Translatable | string): Change =>
      typeof sentence === 'string'
        ? { ...told, change: 'refused', note: sentence }
        : { ...told, change: 'refused', note: inEnglish(sentence), said: sentence };
    if ('refused' in one) return refuse(one.refused);
    try {
      const group = groups.get(one.group) ?? { name: one.group, note: '', processes: null, clients: null, keys: [] };
      const present = group.keys.find(({ name }) => name === one.key) ?? null;
      if (present !== null && isSame(deps.secrets, `${one.group}/${one.key}`, present, one))
        return { ...told, change: 'same', note: '' };
      const { key } = changedKey(deps.secrets, present, one.key, bodyOf(one), { id: deps.newId(), now: deps.now() });
      groups.set(one.group, withKey(group, key));
      return { ...told, change: present === null ? 'add' : 'replace', note: '' };
    } catch (error) {
      const { said: sentence, message } = detailOf(error);
      return refuse(sentence ?? message);
    }
  });
  const isSameAll = changes.every(({ change }) => change === 'same' || change === 'refused');
  return { document: { ...document, vault: byGroupName([...groups.values()]) }, changes, isSame: isSameAll };
}

const byGroupName = (groups: readonly StoredVaultGroup[]) =>
  groups.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));

const withKey = (group: StoredVaultGroup, key: StoredVaultKey): StoredVaultGroup => ({
  ...group,
  keys: [...group.keys.filter(({ name }) => name !== key.name), key].toSorted((one, other) =>
    one.name.localeCompare(other.name, 'en'),
  ),
});

type Taken = Exclude<ImportedSecret, { readonly refused: Translatable }>;

const bodyOf = ({ kind, note, expiresAt, secrets }: Taken): Omit<VaultKeyBody, 'onlyNew'> => ({
  kind,
  note,
  expiresAt,
  keepOldSeconds: 0,
  ...secrets,
});

function isSame(box: SecretBox, place: string, present: StoredVaultKey, one: Taken): boolean {
  if (present.kind !== one.kind) return false;
  try {
    return Object.entries(textsOf({ kind: one.kind, ...one.secrets })).every(
      ([field, text]) =>
        openField(box, place, present, field as keyof StoredVaultKey['sealed'], present.sealed) === text,
    );
  } catch {
    return false;
  }
}
