import type { Mailbox, MailOauth } from '../../../contract/mailbox.ts';

/** The usual port of each way. */
export const ports = { tls: 993, starttls: 143, none: 143 } as const;

export const newMailbox: Mailbox = {
  ...{ host: '', port: ports.tls, security: 'tls', isUnencryptedMeant: false },
  ...{ user: '', password: '', ca: null, folder: 'INBOX', from: '', subject: '', attachment: '' },
};

export const newOauth: MailOauth = { tokenUrl: '', clientId: '', clientSecret: null, refreshToken: null, scope: '' };

type Gap = 'host' | 'user' | 'password' | 'folder' | 'security' | 'tokenUrl' | 'clientId' | 'refreshToken';

/** What of a mailbox cannot be saved; `id`: the end of the id of its field. */
export function mailboxGaps(box: Mailbox): readonly { readonly id: string; readonly key: Gap }[] {
  const { oauth2 = null, security, isUnencryptedMeant } = box;
  const isMissing = (text: string) => text.trim() === '';
  const plain = (['host', 'user', 'folder'] as const).filter((key) => isMissing(box[key]));
  const isOpen = security === 'none' && (oauth2 !== null || !isUnencryptedMeant);
  const own: Gap[] = [
    ...plain,
    ...(oauth2 === null && isMissing(box.password) ? ['password' as const] : []),
    ...(isOpen ? ['security' as const] : []),
  ];
  return [...own.map((key) => ({ id: key, key })), ...oauthGaps(oauth2).map((key) => ({ id: `oauth2.${key}`, key }))];
}

function oauthGaps(oauth2: MailOauth | null): Gap[] {
  if (oauth2 === null) return [];
  const { tokenUrl, clientId, clientSecret, refreshToken } = oauth2;
  return [
    ...(/^https?:\/\//i.test(tokenUrl) && URL.canParse(tokenUrl) ? [] : ['tokenUrl' as const]),
    ...(clientId.trim() === '' ? ['clientId' as const] : []),
    ...(clientSecret === null && refreshToken === null ? ['refreshToken' as const] : []),
  ];
}
