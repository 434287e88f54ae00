import type { Mailbox } from '../../contract/mailbox.ts';
import { fileNames, fold } from './file-pattern.ts';

/** What a mail is chosen by. */
export interface MailHead {
  /** As shown: `Name <address>`. */
  readonly from: string;
  readonly subject: string;
  /** The names of its attached files. */
  readonly files: readonly string[];
}

/** The places of the files that are meant in a mail; null if the mail is not. */
export type MailFilter = (head: MailHead) => readonly number[] | null;

export function mailFilter({
  from,
  subject,
  attachment,
}: Pick<Mailbox, 'from' | 'subject' | 'attachment'>): MailFilter {
  const [isFrom, isAbout] = [hasPart(from), hasPart(subject)];
  const isFile = attachment === '' ? () => true : fileNames(attachment);
  return (head) => {
    if (!isFrom(head.from) || !isAbout(head.subject)) return null;
    const meant = head.files.flatMap((name, at) => (isFile(name) ? [at] : []));
    return attachment !== '' && meant.length === 0 ? null : meant;
  };
}

/** Whether a text has one of the parts that stand between `;`. */
function hasPart(wanted: string): (text: string) => boolean {
  const parts = wanted
    .split(';')
    .map((part) => fold(part.trim()))
    .filter((part) => part !== '');
  return (text) => parts.length === 0 || parts.some((part) => fold(text).includes(part));
}
