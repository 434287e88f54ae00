import { isDeepStrictEqual } from 'node:util';
import type { BringEntry, BringKind, OnConflict } from '../../contract/fleet.ts';
import type { ConfigDocument, StoredVaultGroup, StoredVaultKey } from '../store/config-document.ts';
import { nameInVault, type SecretBox } from '../vault/secret-box.ts';
import { followKeys } from './follow-keys.ts';

/** What of a computer's document is to come along, and how names are settled that the fleet has with other content. */
export interface BringWish {
  readonly what: ReadonlySet<BringKind>;
  readonly onConflict: OnConflict;
  /** Distinguishes the names of this computer: its own name. */
  readonly mark: string;
  /** Opens what both documents have sealed: the own one was sealed with the fleet's key before. */
  readonly box: SecretBox;
}

/** `names`: how processes, calendars and keys of this computer (`Group/Key`) are called in the fleet, where that is another name. */
export interface BroughtConfig {
  readonly document: ConfigDocument;
  readonly entries: readonly BringEntry[];
  readonly names: Readonly<Record<'processes' | 'calendars' | 'keys', ReadonlyMap<string, string>>>;
}

interface Collection<T> {
  readonly kind: BringKind;
  readonly mine: readonly T[];
  readonly theirs: readonly T[];
  /** What makes two of them one thing. */
  readonly keyOf: (one: T) => string;
  readonly nameOf: (one: T) => string;
  readonly isSame: (one: T, other: T) => boolean;
  readonly renamed: (one: T, name: string) => T;
}

/** The fleet's document with what comes along. Pure: the same documents give the same answer, so a second time adds nothing. */
export function bringConfig(own: ConfigDocument, fleet: ConfigDocument, wish: BringWish): BroughtConfig {
  const entries: BringEntry[] = [];
  const take = <T>(of: Collection<T>) => {
    if (!wish.what.has(of.kind)) return { all: [...of.theirs], names: new Map<string, string>() };
    const settled = settle(of, wish);
    entries.push(...settled.entries);
    return settled;
  };
  const named = <T extends { readonly name: string }>(
    kind: BringKind,
    mine: readonly T[],
    theirs: readonly T[],
  ): Collection<T> => ({
    ...{ kind, mine, theirs },
    keyOf: ({ name }) => name,
    nameOf: ({ name }) => name,
    isSame: isDeepStrictEqual,
    renamed: (one, name) => ({ ...one, name }),
  });
  const keys = new Map<string, string>();
  const vault = wish.what.has('vault') ? bringVault(own.vault, fleet.vault, wish, { entries, keys }) : fleet.vault;
  const calendars = take(named('calendars', own.calendars, fleet.calendars));
  const processes = take(named('processes', followKeys(own.processes, keys), fleet.processes));
  const inFleet = (name: string) => processes.names.get(name) ?? name;
  const clients = take({
    ...named('clients', own.clients, fleet.clients),
    keyOf: ({ user }) => user,
    nameOf: ({ user }) => user,
    isSame: (one, other) => one.hash === other.hash && one.salt === other.salt,
    renamed: (one, user) => ({ ...one, user }),
  });
  const users = take({
    ...named('users', own.users, fleet.users),
    isSame: (one, other) => one.id === other.id && one.passwordHash === other.passwordHash && one.role === other.role,
    renamed: (one, name) => ({ ...one, id: `${one.id}-${wish.mark}`, name, title: `${one.title} (${wish.mark})` }),
  });
  const channels = take({
    kind: 'channels',
    mine: own.channels,
    theirs: fleet.channels,
    keyOf: ({ id }) => id,
    nameOf: ({ title }) => title,
    isSame: (one, other) => isDeepStrictEqual(openedSettings(one, wish), openedSettings(other, wish)),
    renamed: (one, title) => ({ ...one, id: `${one.id}-${wish.mark}`, title }),
  });
  const rules = take({
    kind: 'rules',
    mine: own.messageRules.map((rule) =>
      rule.scope.kind === 'process'
        ? { ...rule, scope: { ...rule.scope, process: inFleet(rule.scope.process) } }
        : rule,
    ),
    theirs: fleet.messageRules,
    keyOf: ({ id }) => id,
    nameOf: ({ id }) => id,
    isSame: isDeepStrictEqual,
    renamed: (one, id) => ({ ...one, id }),
  });
  const document: ConfigDocument = {
    ...fleet,
    users: users.all,
    ...{ vault, calendars: calendars.all, processes: processes.all, channels: channels.all, messageRules: rules.all },
    clients: clients.all.map((client) =>
      fleet.clients.includes(client) || client.processes === null
        ? client
        : { ...client, processes: client.processes.map(inFleet) },
    ),
  };
  return { document, entries, names: { processes: processes.names, calendars: calendars.names, keys } };
}

function settle<T>(of: Collection<T>, { onConflict, mark }: BringWish) {
  const { kind, mine, theirs, keyOf, nameOf, isSame, renamed } = of;
  const all = [...theirs];
  const names = new Map<string, string>();
  // What every kind of name may hold.
  const sign =
    mark
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9_-]+/g, '')
      .slice(0, 30) || '2';
  const entries = mine.map((one): BringEntry => {
    const name = nameOf(one);
    const at = all.findIndex((other) => keyOf(other) === keyOf(one));
    const present = all[at];
    if (present === undefined) {
      all.push(one);
      return { kind, name, change: 'add', as: name };
    }
    if (isSame(one, present)) return { kind, name, change: 'same', as: name };
    // Brought under another name before.
    const second = `${name.slice(0, 60)}-${sign}`;
    const other = renamed(one, second);
    const twin = all.find((known) => keyOf(known) === keyOf(other));
    switch (onConflict) {
      case 'ask':
        return { kind, name, change: 'conflict', as: second };
      case 'theirs':
        return { kind, name, change: 'theirs', as: name };
      case 'mine':
        all[at] = one;
        return { kind, name, change: 'mine', as: name };
      case 'both':
        names.set(name, second);
        if (twin !== undefined) return { kind, name, change: 'same', as: second };
        all.push(other);
        return { kind, name, change: 'both', as: second };
    }
  });
  return { all, names, entries };
}

const openedSettings = (
  { title, enabled, language, settings }: ConfigDocument['channels'][number],
  { box }: BringWish,
): unknown => [title, enabled, language, opened(box, settings)];

/** What cannot be opened is the same only as itself. */
function opened(box: SecretBox, values: Readonly<Record<string, unknown>>): unknown {
  try {
    return box.openValues(values);
  } catch {
    return values;
  }
}

const openedKey = (key: StoredVaultKey, { box }: BringWish): unknown => [
  key.kind,
  opened(
    box,
    Object.fromEntries(Object.entries(key.sealed).map(([field, value]) => [nameInVault(key.id, field), value])),
  ),
];

/** Groups are one by their name: their keys come together, each for itself. */
function bringVault(
  mine: readonly StoredVaultGroup[],
  theirs: readonly StoredVaultGroup[],
  wish: BringWish,
  found: { readonly entries: BringEntry[]; readonly keys: Map<string, string> },
): StoredVaultGroup[] {
  const all = [...theirs];
  for (const group of mine) {
    const at = all.findIndex(({ name }) => name === group.name);
    const present = all[at];
    if (present === undefined) all.push(group);
    const keys = settle<StoredVaultKey>(
      {
        kind: 'vault',
        mine: group.keys,
        theirs: present?.keys ?? [],
        keyOf: ({ name }) => name,
        nameOf: ({ name }) => name,
        isSame: (one, other) => isSameSecret(one, other, wish),
        renamed: (one, name) => ({ ...one, name }),
      },
      wish,
    );
    for (const [name, second] of keys.names) found.keys.set(`${group.name}/${name}`, second);
    found.entries.push(
      ...keys.entries.map((entry) => ({
        ...entry,
        name: `${group.name}/${entry.name}`,
        as: `${group.name}/${entry.as}`,
      })),
    );
    if (present !== undefined) all[at] = { ...present, keys: keys.all };
  }
  return all;
}

/** The values themselves, whatever key of the vault they were entered for. */
function isSameSecret(one: StoredVaultKey, other: StoredVaultKey, wish: BringWish): boolean {
  const values = (key: StoredVaultKey) => {
    const [kind, open] = openedKey(key, wish) as [string, Record<string, unknown>];
    return [kind, Object.entries(open).map(([name, value]) => [name.split('/').at(-1), value])];
  };
  return isDeepStrictEqual(values(one), values(other));
}
