import { z } from 'zod';
import { inEnglish, said } from './translatable.ts';
import { triggerEnabled, triggerId } from './trigger-basis.ts';

/**
 * What a mail gives to a run. `attachment`: the first file that is meant; `attachments`: the paths of all of them; `received`: when its
 * server got it, as ISO 8601; `text`: its text, cut. Stored: do not rename.
 */
export const mailFacts = ['attachment', 'attachments', 'subject', 'from', 'received', 'text', 'messageId'] as const;
export type MailFact = (typeof mailFacts)[number];

/** tls: from the first byte (993); starttls: required, never without; none: in the clear, only with `isUnencryptedMeant`. */
export const mailSecurities = ['tls', 'starttls', 'none'] as const;

/** A line that ends in a command: no line breaks. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, inEnglish(said`has a sign that cannot be part of it`));
const needed = (most: number) => line(most).min(1, inEnglish(said`is missing`));

/** Every mail that arrives in a folder of a mailbox makes one run. */
export const mailTrigger = z.object({
  id: triggerId,
  enabled: triggerEnabled,
  kind: z.literal('mail'),
  host: needed(253).regex(/^[A-Za-z0-9.:_-]+$/, inEnglish(said`must be the name or the address of a computer`)),
  port: z.int().min(1).max(65_535).default(993),
  security: z.enum(mailSecurities).default('tls'),
  isUnencryptedMeant: z.boolean().default(false),
  user: needed(320),
  password: needed(400).meta({
    description: 'A reference to the vault, such as {{vault:Mail/Bank}}: no password is stored in a schedule',
  }),
  /** Certificates (PEM) that the server's may be signed by besides the usual ones. */
  ca: z
    .string()
    .max(100_000)
    .regex(
      /^\s*-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/,
      inEnglish(said`must be certificates in PEM form`),
    )
    .nullable()
    .default(null),
  folder: needed(400).default('INBOX'),
  /** A part of sender or subject; several with `;`, of which one is enough. Empty: any. Letters count alike, small or capital. */
  from: line(400).default(''),
  subject: line(400).default(''),
  /** Of the names of attached files, as for files: only mails that have one. Empty: any mail. */
  attachment: line(200).default(''),
  /** Whether mails that are there when it is first switched on make runs, too. */
  existing: z.boolean().default(false),
  /** Which parameter gets what of the mail. */
  values: z.partialRecord(z.enum(mailFacts), z.string().min(1).max(200)).default({}),
  /** Marked as read once the run has succeeded. */
  markRead: z.boolean().default(false),
  /** Folders of the mailbox where mails go once their run is over; null = they stay. */
  doneFolder: needed(400).nullable().default(null),
  failedFolder: needed(400).nullable().default(null),
  /** It is looked whenever the server tells of a mail, and every so often whatever it tells. */
  lookSeconds: z.number().min(5).max(86_400).default(60),
});
export type MailTrigger = z.infer<typeof mailTrigger>;
