import type {
  IdentityProviderDraft,
  IdentityProviderShown,
  IdentityProviderTest,
} from '../../../contract/sign-in-ways.ts';
import { rotaError } from '../../../contract/errors.ts';
import { secretPlaceholder } from '../../../contract/schedule.ts';
import { said } from '../../../contract/translatable.ts';
import type { StoredIdentityProvider } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import type { Audit } from '../audit.ts';
import type { Caller } from '../caller.ts';
import type { ProviderClient, ProviderSettings } from './provider-client.ts';

/** The name to which the sealed secret is bound. */
const secretName = 'identityProvider/clientSecret';

export interface IdentityProviderDeps {
  readonly config: ConfigStore;
  readonly secrets: SecretBox;
  readonly client: ProviderClient;
  readonly audit: Audit;
  readonly now: () => number;
}

/** The company's identity provider: stored in the configuration, its secret sealed. A fleet shares it. */
export function createIdentityProvider({ config, secrets, client, audit, now }: IdentityProviderDeps) {
  const stored = () => config.get().identityProvider;

  function openSecret({ clientSecret }: StoredIdentityProvider): string {
    if (clientSecret === null) return '';
    return String(secrets.openValues({ [secretName]: clientSecret })[secretName]);
  }

  /** A secret goes only where it was entered for: with another issuer or client ID it has to be entered again. */
  function secretOf(draft: IdentityProviderDraft): string {
    if (draft.clientSecret !== secretPlaceholder) return draft.clientSecret;
    const present = stored();
    if (present !== null && present.issuer === draft.issuer && present.clientId === draft.clientId) {
      return openSecret(present);
    }
    throw rotaError(
      'BODY_INVALID',
      said`has to be entered again, because the provider or the client ID is another one`,
      'clientSecret',
    );
  }

  const settingsOf = (draft: IdentityProviderDraft): ProviderSettings => ({ ...draft, clientSecret: secretOf(draft) });

  return {
    /** What sign-in goes by now; null: there is no provider, or it is switched off. Throws VALUE_INVALID if the secret cannot be opened. */
    inUse(): (StoredIdentityProvider & { readonly settings: ProviderSettings }) | null {
      const present = stored();
      if (present?.isEnabled !== true) return null;
      return { ...present, settings: { ...present, clientSecret: openSecret(present) } };
    },
    /** The title of the provider in use. */
    title: (): string | null => (stored()?.isEnabled === true ? (stored()?.title ?? null) : null),
    shown(): IdentityProviderShown | null {
      const present = stored();
      return present === null
        ? null
        : { ...present, clientSecret: present.clientSecret === null ? '' : secretPlaceholder };
    },
    async put(draft: IdentityProviderDraft, caller: Caller): Promise<void> {
      const secret = secretOf(draft);
      const sealed = secrets.sealValues({ [secretName]: secret }, [secretName])[secretName] as { $sealed: string };
      await config.update((document) => ({
        ...document,
        identityProvider: { ...draft, clientSecret: secret === '' ? null : sealed },
      }));
      audit(caller, 'company sign-in changed', draft.title);
    },
    async remove(caller: Caller): Promise<void> {
      const present = stored();
      if (present === null) return;
      await config.update((document) => ({ ...document, identityProvider: null }));
      audit(caller, 'company sign-in removed', present.title);
    },
    async test(draft: IdentityProviderDraft, redirectUrl: string): Promise<IdentityProviderTest> {
      const { problem, notes } = await client.test(settingsOf(draft), redirectUrl, now);
      return { problem, notes: [...notes] };
    },
  };
}
export type IdentityProvider = ReturnType<typeof createIdentityProvider>;
