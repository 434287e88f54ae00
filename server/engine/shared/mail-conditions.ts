import type { Condition } from '../../../contract/conditions.ts';
import { errorDetail, type ErrorDetail } from '../../../contract/errors.ts';
import { mailboxFaults, mailboxSecrets } from '../../domain/mailbox-faults.ts';
import type { VaultAccess, VaultAsker } from './vault-access.ts';

/** What is wrong with the mailboxes that conditions look into. `field`: that of the conditions; `asker`: null if the process is not known. */
export const mailConditionFaults = (
  vault: Pick<VaultAccess, 'textFaults'>,
  list: readonly Condition[],
  asker: VaultAsker | null,
  field: string,
): ErrorDetail[] =>
  list.flatMap((one, at) => {
    if (one.kind !== 'mail') return [];
    const place = `${field}.list[${at}]`;
    return [
      ...mailboxFaults(one).map(({ key, sentence }) => errorDetail('OPTION_INVALID', `${place}.${key}`, sentence)),
      ...(asker === null
        ? []
        : mailboxSecrets(one).flatMap(([key, text]) => vault.textFaults(asker, `${place}.${key}`, text))),
    ];
  });
