import type { FactorKind, MyFactors } from '../../../contract/sign-in-ways.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import type { Audit } from '../audit.ts';
import type { Caller } from '../caller.ts';
import { createCodeVerbs } from './code-verbs.ts';
import { createIdentityProvider } from './identity-provider.ts';
import { createIdentitySignIn } from './identity-sign-in.ts';
import { createPasskeyVerbs } from './passkey-verbs.ts';
import { createProviderClient } from './provider-client.ts';
import { createUserBook, ownUser, userIn } from './user-book.ts';

export interface WaysDeps {
  readonly config: ConfigStore;
  readonly secrets: SecretBox;
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'uptime'>;
  readonly log: Log;
  readonly audit: Audit;
  readonly announce: (announcement: { readonly type: 'user'; readonly id: string }) => void;
  readonly callerOf: (id: string) => Caller | null;
}

/** The ways to sign in besides the password: the company's identity provider, one-time codes, passkeys. */
export function createWays(deps: WaysDeps) {
  const { config, clock } = deps;
  const book = createUserBook({ config, tell: (id) => deps.announce({ type: 'user', id }) });
  const client = createProviderClient(() => clock.uptime());
  const provider = createIdentityProvider({ ...deps, client, now: () => clock.now() });
  const identity = createIdentitySignIn({ ...deps, book, provider, client });
  const codes = createCodeVerbs({ ...deps, book });
  const passkeys = createPasskeyVerbs({ ...deps, book });

  return {
    provider,
    identity,
    codes,
    passkeys,
    hasPasskeys: (): boolean => book.all().some((user) => user.passkeys.length > 0),
    mine(caller: Caller): MyFactors {
      const user = ownUser(book, caller);
      const title = provider.title();
      return {
        codes: user.codes && { createdAt: user.codes.createdAt, recoveryLeft: user.codes.recovery.length },
        passkeys: user.passkeys.map(({ id, title: name, host, createdAt, lastUsedAt }) => ({
          ...{ id, title: name, host, createdAt, lastUsedAt },
        })),
        identity: user.identity && { issuer: user.identity.issuer },
        provider: title === null ? null : { title },
      };
    },
    /** Disconnects the own account. */
    async disconnect(caller: Caller): Promise<void> {
      await identity.disconnect(ownUser(book, caller), caller);
    },
    /** By an administrator. */
    async takeOff(id: string, kind: FactorKind, caller: Caller): Promise<void> {
      if (kind === 'codes') await codes.takeOff(id, caller);
      else if (kind === 'passkeys') await passkeys.takeOff(id, caller);
      else await identity.disconnect(userIn(book, id), caller);
    },
  };
}
export type Ways = ReturnType<typeof createWays>;
