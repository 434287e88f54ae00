import { said, type Translatable } from '../../../contract/translatable.ts';
import { referenceText, type VaultReference } from '../../../contract/vault-reference.ts';
import type { VaultField } from '../../../contract/vault.ts';
import { clientOwner, type Owner } from '../../domain/owner.ts';
import type { ConfigDocument, StoredVaultGroup, StoredVaultKey } from '../../store/config-document.ts';
import type { VaultAsker } from '../shared/vault-access.ts';
import { notForClient, notForProcess, notInKind, unknownGroup, unknownKey } from './vault-words.ts';

/** What a reference means: a value of a key, and in which form it is given. */
export interface Meant {
  readonly group: StoredVaultGroup;
  readonly key: StoredVaultKey;
  readonly field: VaultField;
  readonly isPrevious: boolean;
  readonly as: 'text' | 'file' | 'code';
}

export type Looked = { readonly ok: true; readonly meant: Meant } | { readonly ok: false; readonly why: Translatable };

/** Finds what a reference means, for somebody who may use it at this moment (epoch ms). */
export function lookUp(document: ConfigDocument, asked: VaultReference, asker: VaultAsker, now: number): Looked {
  const no = (why: Translatable): Looked => ({ ok: false, why });
  const group = document.vault.find(({ name }) => name === asked.group);
  const open = document.vault.filter((one) => mayClient(document, one, asker.owner));
  if (group === undefined)
    return no(
      unknownGroup(
        asked.group,
        open.map(({ name }) => name),
      ),
    );
  if (!open.includes(group)) return no(notForClient(group.name));
  if (group.processes !== null && !group.processes.includes(asker.process.name))
    return no(notForProcess(asker.process.name, group.name, group.processes));
  const key = group.keys.find(({ name }) => name === asked.key);
  if (key === undefined)
    return no(
      unknownKey(
        group.name,
        asked.key,
        group.keys.map(({ name }) => name),
      ),
    );
  return fieldOf(group, key, asked, now);
}

function fieldOf(group: StoredVaultGroup, key: StoredVaultKey, asked: VaultReference, now: number): Looked {
  const written = referenceText(asked);
  const no = (why: Translatable): Looked => ({ ok: false, why });
  const yes = (field: VaultField, as: Meant['as'], isPrevious = false): Looked => {
    const sealed = isPrevious ? key.previous?.sealed : key.sealed;
    if (sealed?.[field] === undefined) return no(said`"${written}" has nothing to give: nothing was entered for it`);
    return { ok: true, meant: { group, key, field, isPrevious, as } };
  };
  const main = key.kind === 'login' ? 'password' : key.kind === 'otp' ? 'seed' : key.kind === 'text' ? 'value' : 'file';
  if (asked.kind === 'otp') {
    if (key.kind !== 'otp' && key.kind !== 'login')
      return no(said`"${written}" asks for a one-time code, and the key has no seed for one`);
    return yes('seed', 'code');
  }
  if (main === 'seed') return no(notInKind(written, key.kind));
  switch (asked.part) {
    case null:
      return yes(main, main === 'file' ? 'file' : 'text');
    case 'file':
      return yes(main, 'file');
    case 'value':
      return key.kind === 'text' ? yes('value', 'text') : no(notInKind(written, key.kind));
    case 'user':
    case 'password':
      return key.kind === 'login' ? yes(asked.part, 'text') : no(notInKind(written, key.kind));
    case 'previous':
      if (main === 'file') return no(notInKind(written, key.kind));
      if (key.previous === null || key.previous.until <= now)
        return no(said`"${written}" is over: the value before the last change is not valid any more`);
      return yes(main, 'text', true);
  }
}

/** People may use every group; a client those that name it or all. One that may manage does what a person does. */
function mayClient({ clients }: ConfigDocument, group: StoredVaultGroup, owner: Owner | null): boolean {
  if (group.clients === null || owner?.startsWith('client:') !== true) return true;
  const client = clients.find((one) => clientOwner(one) === owner);
  return client !== undefined && (client.scopes.includes('manage') || group.clients.includes(client.user));
}
