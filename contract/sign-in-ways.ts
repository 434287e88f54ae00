import { z } from 'zod';
import { roles } from './roles.ts';
import { secretPlaceholder } from './schedule.ts';
import { inEnglish, said, type Translatable } from './translatable.ts';
import { saidSchema } from './translatable-schema.ts';

// The ways to sign in besides a password: the company's own identity provider (OpenID Connect), one-time codes, passkeys.

const instant = z.number();
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, inEnglish(said`has a sign that cannot be part of it`));

const issuerFault = (text: string): Translatable | null => {
  if (!URL.canParse(text)) return said`must be a web address, as https://example.com/path`;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere)) {
    return said`must begin with https://; http:// is only for a provider on this computer`;
  }
  if (search !== '' || hash !== '' || username !== '') return said`must be the plain address, without ?, # or a user`;
  return null;
};

/** As the provider itself writes it in its metadata, to the letter. */
const issuer = z
  .string()
  .trim()
  .max(500)
  .superRefine((text, context) => {
    const fault = issuerFault(text);
    if (fault !== null) context.addIssue({ code: 'custom', message: inEnglish(fault), params: { said: fault } });
  });

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u, inEnglish(said`must be a domain such as example.com`));

/** The company's identity provider, with everything but its secret. */
const providerShape = {
  isEnabled: z.boolean().default(true),
  /** On the button: "Sign in with …". */
  title: line(60),
  issuer,
  clientId: line(300),
  /** The role of people who sign in for the first time and were not invited; null: only people who are known here get in. */
  newPeople: z.enum(roles).nullable().default(null),
  /** Only people with a verified e-mail address of these domains; empty: any. */
  emailDomains: z.array(domain).max(50).default([]),
  /** The claim that lists the groups of a person. */
  groupsClaim: line(100).default('groups'),
  /** If there are any, a person must be in one of the groups; the highest role counts when the user is made. */
  groupRoles: z
    .array(z.strictObject({ group: line(300), role: z.enum(roles) }))
    .max(100)
    .default([]),
};

/** `clientSecret`: `secretPlaceholder` keeps the stored one; an empty one: the provider knows Rota as a public client. */
export const identityProviderDraft = z.strictObject({ ...providerShape, clientSecret: z.string().trim().max(2000) });
export type IdentityProviderDraft = z.infer<typeof identityProviderDraft>;

export const identityProviderShown = z.object({
  ...providerShape,
  clientSecret: z.enum(['', secretPlaceholder]),
});
export type IdentityProviderShown = z.infer<typeof identityProviderShown>;

export const identityProviderAnswer = z.object({
  provider: identityProviderShown.nullable(),
  /** What has to be entered at the provider. */
  redirectUrl: z.string(),
});
export type IdentityProviderAnswer = z.infer<typeof identityProviderAnswer>;

/** `problem` null: it works as far as can be seen without a person. `notes`: what was seen. */
export const identityProviderTest = z.object({ problem: saidSchema.nullable(), notes: z.array(saidSchema) });
export type IdentityProviderTest = z.infer<typeof identityProviderTest>;

/** Where the provider sends the browser back to. */
export const identityCallbackPath = '/console/sign-in/identity/callback';

/** `invitation`: the token of an invitation, whose user gets this account. */
export const beginIdentityBody = z.object({ invitation: z.string().max(200).nullable().default(null) });
/** The address of the provider, where the browser goes on. */
export const identityAddressAnswer = z.object({ url: z.string() });
/** Why the way by the provider ended without a sign-in: the page asks with the id from its address, and gets it as an error. */
export const identityOutcomeBody = z.object({ id: z.string().max(200) });

// One-time codes.

/** `secret` in Base32; `uri` for an authenticator app. Nothing is switched on before a code was confirmed. */
export const codesBegun = z.object({ secret: z.string(), uri: z.string() });
export type CodesBegun = z.infer<typeof codesBegun>;
/** A code of the app, or (where it says so) a recovery code. */
export const codeBody = z.object({ code: z.string().min(1).max(100) });
export const recoveryCodesAnswer = z.object({ recovery: z.array(z.string()) });
export const codeSignInBody = z.object({ ticket: z.string().min(1).max(200), code: z.string().min(1).max(100) });

// Passkeys.

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, inEnglish(said`must be bytes as Base64 for addresses (base64url)`))
  .max(20_000);
export const passkey = z.object({
  id: z.string(),
  /** What its owner calls it. */
  title: z.string(),
  /** The host it is for: it works nowhere else. */
  host: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
export type Passkey = z.infer<typeof passkey>;
/** What browsers take as JSON: PublicKeyCredentialCreationOptionsJSON or …RequestOptionsJSON. */
export const passkeyOptionsAnswer = z.object({ options: z.looseObject({ challenge: z.string() }) });
/** RegistrationResponseJSON */
const registration = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: base64url, attestationObject: base64url }),
});
/** AuthenticationResponseJSON */
const assertion = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});
export const addPasskeyBody = z.object({ title: line(60), response: registration });
export const renamePasskeyBody = z.object({ title: line(60) });
export const passkeySignInBody = z.object({ response: assertion });

// All of them, of one person.

export const factorKinds = ['codes', 'passkeys', 'identity'] as const;
export type FactorKind = (typeof factorKinds)[number];
export const myFactors = z.object({
  codes: z.object({ createdAt: instant, recoveryLeft: z.int() }).nullable(),
  passkeys: z.array(passkey),
  identity: z.object({ issuer: z.string() }).nullable(),
  /** The provider that can be connected; null: there is none. */
  provider: z.object({ title: z.string() }).nullable(),
});
export type MyFactors = z.infer<typeof myFactors>;
