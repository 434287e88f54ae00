import { z } from 'zod';
import { secretReference } from './hook-trigger.ts';
import { inEnglish, said } from './translatable.ts';

// A folder of a mailbox, and which of its mails are meant: of the trigger and of the condition.

/** tls: from the first byte (993); starttls: required, never without; none: in the clear, only with `isUnencryptedMeant`. */
export const mailSecurities = ['tls', 'starttls', 'none'] as const;

/** A line that ends in a command: no line breaks. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, inEnglish(said`has a sign that cannot be part of it`));
export const mailLine = (most: number) => line(most).min(1, inEnglish(said`is missing`));

/** A login with a token (XOAUTH2) in place of a password. Tokens are fetched with a refresh token, or with the client's own credentials. */
export const mailOauth = z.object({
  tokenUrl: z.url({ protocol: /^https?$/ }).max(2000),
  clientId: mailLine(500),
  /** References to the vault: one of both is needed. A refresh token that the service replaces is replaced in the vault. */
  clientSecret: secretReference.nullable().default(null),
  refreshToken: secretReference.nullable().default(null),
  scope: line(1000).default(''),
});
export type MailOauth = z.infer<typeof mailOauth>;

export const mailbox = z.object({
  host: mailLine(253).regex(/^[A-Za-z0-9.:_-]+$/, inEnglish(said`must be the name or the address of a computer`)),
  port: z.int().min(1).max(65_535).default(993),
  security: z.enum(mailSecurities).default('tls'),
  isUnencryptedMeant: z.boolean().default(false),
  user: mailLine(320),
  /** Empty with `oauth2`. */
  password: line(400).default('').meta({
    description: 'A reference to the vault, such as {{vault:Mail/Bank}}: no password is stored in a schedule',
  }),
  oauth2: mailOauth.nullable().exactOptional(),
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
  folder: mailLine(400).default('INBOX'),
  /** A part of sender or subject; several with `;`, of which one is enough. Empty: any. Letters count alike, small or capital. */
  from: line(400).default(''),
  subject: line(400).default(''),
  /** Of the names of attached files, as for files: only mails that have one. Empty: any mail. */
  attachment: line(200).default(''),
});
export type Mailbox = z.infer<typeof mailbox>;
