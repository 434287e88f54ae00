import type { ErrorDetail } from '../../../contract/errors.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import { mailboxSecrets } from '../../domain/mailbox-faults.ts';
import type { VaultAccess, VaultAsker } from './vault-access.ts';

/** Passwords of mailboxes that the vault would not give. */
export const triggerSecretFaults = (
  vault: Pick<VaultAccess, 'textFaults'>,
  triggers: readonly ScheduleTrigger[],
  asker: VaultAsker,
): ErrorDetail[] =>
  triggers.flatMap((one, at) =>
    one.kind === 'mail'
      ? mailboxSecrets(one).flatMap(([key, text]) => vault.textFaults(asker, `options.triggers.${at}.${key}`, text))
      : [],
  );
