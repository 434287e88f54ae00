import { z } from 'zod';
import { secretReference } from './hook-trigger.ts';
import { inEnglish, said } from './translatable.ts';
import { triggerEnabled, triggerId } from './trigger-basis.ts';

/** What becomes of a file on the server once its run has succeeded. Stored: do not rename. */
export const remoteAfterwards = ['leave', 'delete', 'move'] as const;
/** explicit: TLS is asked for and required (AUTH TLS); implicit: from the first byte (990); none: in the clear. */
export const ftpSecurities = ['explicit', 'implicit', 'none'] as const;

/** A line that ends in a command: no line breaks. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, inEnglish(said`has a sign that cannot be part of it`));

const needed = (most: number) => line(most).min(1, inEnglish(said`is missing`));
const port = z.int().min(1).max(65_535);

const remote = z.object({
  id: triggerId,
  enabled: triggerEnabled,
  host: needed(253),
  user: needed(320),
  /** On the server; `.` is where the sign-in leads to. */
  folder: needed(1000).default('.'),
  /** Of the name, as for files. */
  pattern: needed(200).default('*'),
  /** Also in the folders inside, except those where files are moved to. */
  subfolders: z.boolean().exactOptional(),
  /** Size and time of a file must have been the same in two looks that are so far apart. */
  stillSeconds: z.number().min(1).max(86_400).default(10),
  existing: z.boolean().default(false),
  /** The parameter that gets the file: the path of its copy in the folder of the run, or the file itself. Null = none. */
  valueName: z.string().max(200).nullable().default(null),
  afterwards: z.enum(remoteAfterwards).default('leave'),
  /** On the server: where files go whose run has succeeded (`move`), and where those go whose run has not; null = they stay. */
  doneFolder: needed(1000).nullable().default(null),
  failedFolder: needed(1000).nullable().default(null),
  lookSeconds: z.number().min(5).max(86_400).default(60),
});

/** Every file that arrives in a folder of an SFTP server makes one run. */
export const sftpTrigger = remote.extend({
  kind: z.literal('sftp'),
  port: port.default(22),
  /** References to the vault: one of both is needed. */
  password: secretReference.nullable().default(null),
  privateKey: secretReference.nullable().default(null),
  passphrase: secretReference.nullable().default(null),
  /** `SHA256:…`, as `ssh-keygen -l` shows it; null: the first key that the server shows is kept, and another one refused. */
  hostKey: z
    .string()
    .trim()
    .regex(
      /^(?:SHA256:[A-Za-z0-9+/]{43}=?|[0-9a-fA-F]{64})$/,
      inEnglish(said`must be the fingerprint of a host key, such as SHA256:… of ssh-keygen -l`),
    )
    .nullable()
    .default(null),
});
export type SftpTrigger = z.infer<typeof sftpTrigger>;

/** Every file that arrives in a folder of an FTP server makes one run. */
export const ftpTrigger = remote.extend({
  kind: z.literal('ftp'),
  port: port.default(21),
  security: z.enum(ftpSecurities).default('explicit'),
  password: secretReference,
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
});
export type FtpTrigger = z.infer<typeof ftpTrigger>;
export type RemoteTrigger = SftpTrigger | FtpTrigger;
