import { z } from 'zod';

/**
 * start: start runs and cancel its own; read: status, history, logs; metrics: figures for monitoring programs; manage: everything a person
 * can do on the screens.
 */
export const scopes = ['start', 'read', 'metrics', 'manage'] as const;
export type Scope = (typeof scopes)[number];

const instant = z.number();

/** Who may call the API. The secret is shown once and stored hashed; it never appears here. */
export const client = z.object({
  name: z.string(),
  user: z.string(),
  scopes: z.array(z.enum(scopes)),
  /** The processes it may start and see; null = all. */
  processes: z.array(z.string()).nullable(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  /** After a rotation: until when the old secret is still accepted. */
  oldSecretUntil: instant.nullable(),
});
export type Client = z.infer<typeof client>;

export const clientDraft = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(scopes)).min(1).default(['start', 'read']),
  processes: z.array(z.string()).nullable().default(null),
});
export type ClientDraft = z.infer<typeof clientDraft>;

/** Shown once. */
export const credentials = z.object({ user: z.string(), password: z.string() });
export type Credentials = z.infer<typeof credentials>;
