import { rotaError } from '../../../contract/errors.ts';
import type { Mailbox, MailOauth } from '../../../contract/mailbox.ts';
import { said } from '../../../contract/translatable.ts';
import type { Owner } from '../../domain/owner.ts';
import { NoToken, type MailLogin } from '../../mailbox/mail-login.ts';
import type { EngineContext } from './engine-context.ts';
import type { VaultAsker } from './vault-access.ts';

/** For whom the vault is asked. `owner`: of the schedule. */
interface AskedFor {
  readonly process: string;
  readonly owner: string | null;
}

type Core = Pick<EngineContext, 'processOf' | 'vault' | 'clock' | 'log' | 'mailTokens'>;

/** What triggers and conditions of a schedule sign in with, by the rights of its process and its owner. */
export function lookAsker(core: Core, { process: name, owner }: AskedFor) {
  function asker(): VaultAsker {
    const process = core.processOf(name);
    if (process === null)
      throw rotaError('PROCESS_NOT_FOUND', said`There is no process "${name}". Add it, or start another one.`);
    return { process, owner: owner as Owner | null };
  }
  /** A text with references to the vault, filled in. Throws RotaError. */
  const open = (text: string): string => core.vault.open(asker(), text);

  return {
    /** Two of them share nothing that only one of them may see. */
    key: JSON.stringify([name, owner]),
    open,
    /** Throws RotaError, NoToken. */
    async mailLogin({ password, oauth2 = null }: Mailbox, signal: AbortSignal): Promise<MailLogin> {
      if (oauth2 === null) return { kind: 'password', password: open(password) };
      return tokenLogin(core, oauth2, asker(), signal);
    },
  };
}

async function tokenLogin(core: Core, oauth2: MailOauth, asker: VaultAsker, signal: AbortSignal): Promise<MailLogin> {
  const { tokenUrl, clientId, clientSecret, refreshToken, scope } = oauth2;
  const opened = (reference: string | null) => (reference === null ? undefined : core.vault.open(asker, reference));
  const ask = {
    ...{ tokenUrl, clientId, clientSecret: opened(clientSecret), refreshToken: opened(refreshToken) },
    scope: scope === '' ? undefined : scope,
  };
  const got = await core.mailTokens.get(ask, { clock: core.clock, signal }, async (token) => {
    if (refreshToken === null) return;
    await core.vault.replace(asker, refreshToken, token).catch((error: unknown) =>
      core.log.warn('a new refresh token of a mailbox could not be put into the vault; the former one is used on', {
        error,
      }),
    );
  });
  if (got.token === null) {
    const { result } = got;
    const problem = result.state === 'delivered' ? said`no answer in time` : result.problem;
    throw new NoToken(problem, result.state === 'refused');
  }
  return { kind: 'token', accessToken: got.token, refused: () => core.mailTokens.forget(ask) };
}
