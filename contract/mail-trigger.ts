import { z } from 'zod';
import { mailbox, mailLine } from './mailbox.ts';
import { triggerEnabled, triggerId } from './trigger-basis.ts';

/**
 * What a mail gives to a run. `attachment`: the first file that is meant; `attachments`: the paths of all of them; `received`: when its
 * server got it, as ISO 8601; `text`: its text, cut. Stored: do not rename.
 */
export const mailFacts = ['attachment', 'attachments', 'subject', 'from', 'received', 'text', 'messageId'] as const;
export type MailFact = (typeof mailFacts)[number];

/** Every mail that arrives in a folder of a mailbox makes one run. */
export const mailTrigger = z.object({
  id: triggerId,
  enabled: triggerEnabled,
  kind: z.literal('mail'),
  ...mailbox.shape,
  /** Whether mails that are there when it is first switched on make runs, too. */
  existing: z.boolean().default(false),
  /** Which parameter gets what of the mail. */
  values: z.partialRecord(z.enum(mailFacts), z.string().min(1).max(200)).default({}),
  /** Marked as read once the run has succeeded. */
  markRead: z.boolean().default(false),
  /** Folders of the mailbox where mails go once their run is over; null = they stay. */
  doneFolder: mailLine(400).nullable().default(null),
  failedFolder: mailLine(400).nullable().default(null),
  /** It is looked whenever the server tells of a mail, and every so often whatever it tells. */
  lookSeconds: z.number().min(5).max(86_400).default(60),
});
export type MailTrigger = z.infer<typeof mailTrigger>;
