import { z } from 'zod';
import { inEnglish, said } from './translatable.ts';
import { triggerEnabled, triggerId } from './trigger-basis.ts';
import { referencesIn } from './vault-reference.ts';

/**
 * How a web call proves whom it is from. `standard`: Standard Webhooks, with ID, time and signature; `github`: `X-Hub-Signature-256`; `hmac`:
 * HMAC-SHA256 of the body in a header, in hex or base64; `token`: the secret itself, for services that can only call an address. Stored: do
 * not rename.
 */
export const hookSchemes = ['standard', 'github', 'hmac', 'token'] as const;
export type HookScheme = (typeof hookSchemes)[number];

/** Whether a text is one reference to the vault and nothing else. */
export const isWholeReference = (text: string): boolean => {
  const [only, ...more] = referencesIn(text);
  return only?.ok === true && more.length === 0 && only.written === text.trim();
};

/** Where a secret must be: a text that is one reference to the vault. */
export const secretReference = z
  .string()
  .trim()
  .max(500)
  .refine(
    isWholeReference,
    inEnglish(said`must be a reference to the vault, such as {{vault:Group/Key}}: secrets do not stand here`),
  );

/** A signed web call makes one run. */
export const hookTrigger = z.object({
  id: triggerId,
  enabled: triggerEnabled,
  kind: z.literal('hook'),
  /** The end of its address; one schedule only has it. */
  name: z
    .string()
    .trim()
    .regex(
      /^[a-z0-9][a-z0-9._-]{0,99}$/,
      inEnglish(said`may hold small letters, digits and . _ -, and begins with a letter or digit`),
    ),
  scheme: z.enum(hookSchemes).default('standard'),
  /** A reference to the vault. For a while after the key gets another value its previous one is taken, too. */
  secret: secretReference,
  /** Of `hmac`: the header with the signature. */
  header: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{1,100}$/)
    .default('X-Signature'),
  /** In place of the schedule's own. */
  values: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ description: 'May hold `{{body.FIELD}}` of the call, by a path of names; `{{body.*}}` is the whole body' }),
});
export type HookTrigger = z.infer<typeof hookTrigger>;

/** What a web call is answered with. */
export const hookAnswer = z.object({
  message: z.string(),
  robustaSpid: z.string().nullable().meta({ description: 'Of the schedule; null if nothing was started' }),
  runId: z.string().nullable(),
  statusPath: z.string().nullable().meta({ description: 'Where a client with the scope `read` sees how it goes' }),
});
export type HookAnswer = z.infer<typeof hookAnswer>;
