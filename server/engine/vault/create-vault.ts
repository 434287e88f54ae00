import { rotaError, RotaError } from '../../../contract/errors.ts';
import type { Announcement } from '../../../contract/events.ts';
import { joined, said, type Fact } from '../../../contract/translatable.ts';
import { vaultNames, type KeyProtection, type VaultGroup, type VaultUse } from '../../../contract/vault.ts';
import { foldCase } from '../../domain/name-matching.ts';
import { issueDetails } from '../../domain/issue-details.ts';
import type { Audit } from '../../people/audit.ts';
import type { ConfigDocument, StoredVaultGroup } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import type { VaultVerbs } from '../engine.ts';
import { importSecrets } from './vault-import.ts';
import { changedKey, shownGroup } from './vault-keys.ts';
import { usesOf } from './vault-uses.ts';
import { unknownGroup, unknownKey } from './vault-words.ts';

export interface VaultDeps extends Omit<Parameters<typeof usesOf>[0], 'secrets'> {
  readonly config: ConfigStore;
  readonly secrets: SecretBox;
  readonly protection: () => KeyProtection;
  readonly now: () => number;
  readonly newId: () => string;
  readonly audit: Audit;
  readonly announce: (announcement: Announcement) => void;
}

/** The vault for people: groups, keys, who uses them. A value goes in and never comes out. */
export function createVault(deps: VaultDeps): VaultVerbs {
  const { config, now, audit, announce } = deps;
  return {
    all: () => ({
      groups: config.get().vault.map((group) => shownGroup(group, now())),
      protection: deps.protection(),
    }),
    uses: () => usesOf(deps),
    ...groupVerbs(deps),
    ...keyVerbs(deps),
    async import(request, caller) {
      const { document, answer } = await importSecrets(deps, request);
      if (document === null) return answer;
      const count = answer.changes.filter(({ change }) => change === 'add' || change === 'replace').length;
      audit(caller, 'vault imported', said`${count} keys from ${request.kind}`);
      for (const group of new Set(answer.changes.map((change) => change.group))) announce({ type: 'vault', group });
      return answer;
    },
  };
}

function groupVerbs(deps: VaultDeps): Pick<VaultVerbs, 'putGroup' | 'deleteGroup'> {
  const { config, audit, announce } = deps;
  return {
    async putGroup(given, body, caller) {
      const name = checkedName('group', given);
      let isNew = true;
      await config.update((document) => {
        const present = document.vault.find((one) => one.name === name);
        isNew = present === undefined;
        refuseAlike('group', name, document.vault, present !== undefined && !body.onlyNew);
        const { note, processes, clients } = body;
        return withGroup(document, { ...(present ?? { name, keys: [] }), note, processes, clients });
      });
      audit(caller, isNew ? 'vault group added' : 'vault group changed', name);
      announce({ type: 'vault', group: name });
      return shownOf(deps, name);
    },

    async deleteGroup(name, isForced, caller) {
      shownOf(deps, name);
      if (!isForced) await refuseIfUsed(deps, ({ group }) => group === name);
      await config.update((document) => ({ ...document, vault: document.vault.filter((one) => one.name !== name) }));
      audit(caller, 'vault group deleted', name);
      announce({ type: 'vault', group: name });
    },
  };
}

function keyVerbs(deps: VaultDeps): Pick<VaultVerbs, 'putKey' | 'deleteKey'> {
  const { config, secrets, now, audit, announce } = deps;
  return {
    async putKey(groupName, given, body, caller) {
      const name = checkedName('key', given);
      let change: 'added' | 'changed' | 'rotated' = 'added';
      await config.update((document) => {
        const group = document.vault.find((one) => one.name === groupName);
        if (group === undefined) throw noGroup(document, groupName);
        const present = group.keys.find((key) => key.name === name) ?? null;
        refuseAlike('key', name, group.keys, present !== null && !body.onlyNew);
        const { key, isRotation } = changedKey(secrets, present, name, body, { id: deps.newId(), now: now() });
        change = present === null ? 'added' : isRotation ? 'rotated' : 'changed';
        return withGroup(document, { ...group, keys: byName([...group.keys.filter((one) => one.name !== name), key]) });
      });
      audit(
        caller,
        change === 'added' ? 'vault key added' : change === 'rotated' ? 'vault key rotated' : 'vault key changed',
        `${groupName}/${name}`,
      );
      announce({ type: 'vault', group: groupName });
      return shownOf(deps, groupName);
    },

    async deleteKey(groupName, name, isForced, caller) {
      const keys = shownOf(deps, groupName).keys.map((key) => key.name);
      if (!keys.includes(name)) throw rotaError('NOT_FOUND', unknownKey(groupName, name, keys));
      if (!isForced) await refuseIfUsed(deps, ({ group, key }) => group === groupName && key === name);
      await config.update((document) => {
        const group = document.vault.find((one) => one.name === groupName);
        return group === undefined
          ? document
          : withGroup(document, { ...group, keys: group.keys.filter((key) => key.name !== name) });
      });
      audit(caller, 'vault key deleted', `${groupName}/${name}`);
      announce({ type: 'vault', group: groupName });
    },
  };
}

function shownOf({ config, now }: VaultDeps, name: string): VaultGroup {
  const group = config.get().vault.find((one) => one.name === name);
  if (group === undefined) throw noGroup(config.get(), name);
  return shownGroup(group, now());
}

async function refuseIfUsed(deps: VaultDeps, isMeant: (use: VaultUse) => boolean): Promise<void> {
  const uses = (await usesOf(deps)).filter(isMeant);
  const names = uses.flatMap(({ processes, schedules }) => [...processes, ...schedules.map(({ name }) => name)]);
  if (names.length > 0) throw inUse([...new Set(names)]);
}

function checkedName(kind: 'group' | 'key', given: string): string {
  const read = vaultNames[kind].safeParse(given);
  if (read.success) return read.data;
  const [first, ...more] = issueDetails(read.error.issues, 'BODY_INVALID').map((detail) => ({
    ...detail,
    field: kind,
  }));
  throw first === undefined ? rotaError('BODY_INVALID', said`is no name`, kind) : new RotaError([first, ...more]);
}

/** Two names that differ only in case would be taken for each other. */
function refuseAlike(kind: 'group' | 'key', name: string, all: readonly { name: string }[], isExact: boolean): void {
  const alike = all.find((one) => foldCase(one.name) === foldCase(name) && !(isExact && one.name === name));
  if (alike === undefined) return;
  const sentence =
    kind === 'group' ? said`there is a group "${alike.name}" already` : said`there is a key "${alike.name}" already`;
  throw rotaError('NAME_TAKEN', sentence, kind);
}

export const byName = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
  all.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));

export const withGroup = (document: ConfigDocument, group: StoredVaultGroup): ConfigDocument => ({
  ...document,
  vault: byName([...document.vault.filter((one) => one.name !== group.name), group]),
});

const noGroup = ({ vault }: ConfigDocument, name: string) =>
  rotaError(
    'NOT_FOUND',
    unknownGroup(
      name,
      vault.map((one) => one.name),
    ),
  );

function inUse(names: readonly string[]) {
  const shown: Fact = joined(
    names.slice(0, 5).map((name) => `"${name}"`),
    (one, other) => said`${one}, ${other}`,
  );
  const all = names.length > 5 ? said`${shown} and ${names.length - 5} more` : shown;
  return rotaError('IN_USE', said`the vault's key is referred to by ${all}: change these first, or delete it anyway`);
}
