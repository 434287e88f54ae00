import type { ConfigDocument, StoredVaultKey } from '../store/config-document.ts';
import { isSealed, nameInVault, type SecretBox, type Values } from '../vault/secret-box.ts';

/** Opens with one key and seals with another. */
export interface Reseal {
  readonly from: SecretBox;
  readonly to: SecretBox;
  /** Changes the values themselves; they stay sealed. */
  readonly change?: (value: unknown) => unknown;
}

/** The values, sealed with the other key; what the first key does not open stays as it is, and is told of where it is used. */
export const resealedValues = (values: Values, reseal: Reseal): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, resealed(name, value, reseal)]));

function resealed(name: string, value: unknown, { from, to, change = (one) => one }: Reseal): unknown {
  if (!isSealed(value)) return change(value);
  let open: unknown;
  try {
    open = from.openValues({ [name]: value })[name];
  } catch {
    return value;
  }
  return to.sealValues({ [name]: change(open) }, [name])[name];
}

type Sealed = StoredVaultKey['sealed'];
type Settings = ConfigDocument['channels'][number]['settings'];

const resealedFields = (id: string, sealed: Sealed, reseal: Reseal): Sealed =>
  Object.fromEntries(
    Object.entries(sealed).map(([field, value]) => [field, resealed(nameInVault(id, field), value, reseal)]),
  );

const resealedKey = (key: StoredVaultKey, reseal: Reseal): StoredVaultKey => ({
  ...key,
  sealed: resealedFields(key.id, key.sealed, reseal),
  previous: key.previous && { ...key.previous, sealed: resealedFields(key.id, key.previous.sealed, reseal) },
});

/** The name to which the secret of a user's one-time codes is bound. */
const codesOf = (id: string): string => `codes/${id}`;

/** The name to which the client secret of the company's identity provider is bound. */
const providerSecret = 'identityProvider/clientSecret';

function resealedProvider(document: ConfigDocument, reseal: Reseal): ConfigDocument['identityProvider'] {
  const provider = document.identityProvider;
  if (provider === null || provider.clientSecret === null) return provider;
  const clientSecret = resealed(providerSecret, provider.clientSecret, reseal) as typeof provider.clientSecret;
  return { ...provider, clientSecret };
}

/** The document with everything in it that is sealed: vault, channels, one-time codes of users, the identity provider. */
export const resealedDocument = (document: ConfigDocument, reseal: Reseal): ConfigDocument => ({
  ...document,
  identityProvider: resealedProvider(document, reseal),
  vault: document.vault.map((group) => ({ ...group, keys: group.keys.map((key) => resealedKey(key, reseal)) })),
  users: document.users.map((user) => {
    if (user.codes === null) return user;
    const secret = resealed(codesOf(user.id), user.codes.secret, reseal) as typeof user.codes.secret;
    return { ...user, codes: { ...user.codes, secret } };
  }),
  channels: document.channels.map((channel) => ({
    ...channel,
    settings: { ...channel.settings, ...resealedValues(channel.settings, reseal) } satisfies Settings,
  })),
});
