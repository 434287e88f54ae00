import { either, joined, said, type Fact, type Translatable } from '../../../contract/translatable.ts';
import type { VaultKind } from '../../../contract/vault.ts';
import { closeNames } from '../../domain/close-names.ts';

const quoted = (names: readonly string[]): readonly string[] => names.map((name) => `"${name}"`);

/** `"a", "b" and 3 more` */
export function listOf(names: readonly string[], most = 5): Fact {
  const shown = quoted(names.slice(0, most));
  const all = joined(shown, (one, other) => said`${one}, ${other}`);
  return names.length > most ? said`${all} and ${names.length - most} more` : all;
}

export function unknownGroup(group: string, others: readonly string[]): Translatable {
  const close = closeNames(group, others);
  const meant = either(quoted(close));
  return close.length > 0
    ? said`there is no group "${group}" in the vault; did you mean ${meant}?`
    : said`there is no group "${group}" in the vault`;
}

export function unknownKey(group: string, key: string, others: readonly string[]): Translatable {
  const close = closeNames(key, others);
  const meant = either(quoted(close));
  return close.length > 0
    ? said`the group "${group}" of the vault has no key "${key}"; did you mean ${meant}?`
    : said`the group "${group}" of the vault has no key "${key}"`;
}

export function notForProcess(process: string, group: string, allowed: readonly string[]): Translatable {
  return allowed.length === 0
    ? said`process "${process}" may not use the group "${group}" of the vault: no process may`
    : said`process "${process}" may not use the group "${group}" of the vault: it is for ${listOf(allowed)}`;
}

export const notForClient = (group: string): Translatable =>
  said`this client may not use the group "${group}" of the vault: a person has to allow it there`;

/** Why a reference does not fit the kind of its key. */
export function notInKind(written: string, kind: VaultKind): Translatable {
  switch (kind) {
    case 'text':
      return said`"${written}" asks for what a text does not have: write .value, .previous, .file or nothing at its end`;
    case 'login':
      return said`"${written}" asks for what this user and password do not have: write .user, .password, .previous or .file at its end`;
    case 'file':
      return said`"${written}" asks for what a file does not have: write .file or nothing at its end`;
    case 'otp':
      return said`"${written}" asks for the seed of one-time codes, which is never given: write ${'{{otp:Group/Key}}'} for the code of the moment`;
  }
}
