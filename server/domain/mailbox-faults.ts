import type { Mailbox } from '../../contract/mailbox.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import { referencesIn } from '../../contract/vault-reference.ts';

type Login = Pick<Mailbox, 'password' | 'oauth2' | 'security' | 'isUnencryptedMeant'>;

interface MailboxFault {
  /** Of the mailbox: `password`, `oauth2.refreshToken`. */
  readonly key: string;
  readonly sentence: Translatable;
}

/** What is wrong with how a mailbox is opened: a password in the clear, or a line that others read. */
export const mailboxFaults = (box: Login): MailboxFault[] => [...loginFaults(box), ...securityFaults(box)];

function loginFaults({ password, oauth2 = null }: Login): MailboxFault[] {
  if (oauth2 !== null)
    return oauth2.clientSecret !== null || oauth2.refreshToken !== null
      ? []
      : [
          {
            key: 'oauth2.refreshToken',
            sentence: said`A refresh token or a client secret is needed, as a reference to the vault.`,
          },
        ];
  if (referencesIn(password, true).length > 0) return [];
  const sentence = said`Put the password into the vault and refer to it here, as {{vault:Group/Key}}: a schedule holds no password.`;
  return [{ key: 'password', sentence }];
}

function securityFaults({ oauth2 = null, security, isUnencryptedMeant }: Login): MailboxFault[] {
  if (security !== 'none') return [];
  if (oauth2 !== null)
    return [{ key: 'security', sentence: said`a token is only sent encrypted: choose STARTTLS or TLS` }];
  if (isUnencryptedMeant) return [];
  const sentence = said`without encryption everybody on the way reads the mail and the password: choose STARTTLS or TLS, or say that this is meant`;
  return [{ key: 'security', sentence }];
}

/** The references to the vault with which a mailbox is opened. */
export const mailboxSecrets = ({ password, oauth2 = null }: Login): (readonly [key: string, reference: string])[] =>
  oauth2 === null
    ? [['password', password]]
    : (['clientSecret', 'refreshToken'] as const).flatMap((key) => {
        const reference = oauth2[key];
        return reference === null ? [] : [[`oauth2.${key}`, reference] as const];
      });
