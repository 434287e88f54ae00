import { z } from 'zod';
import { sessionAnswer } from './console.ts';
import { roles } from './roles.ts';
import { inEnglish, said } from './translatable.ts';

// The people who sign in. While there are none, whoever has the computer works without a sign-in, as an administrator. Instants are epoch ms.

const instant = z.number();

export const shortestPassword = 10;
export const longestPassword = 256;

/** What one signs in with: unique without regard to case and accents. */
const userName = z.string().trim().min(1).max(60);
const title = z.string().trim().min(1).max(100);
const email = z.email(inEnglish(said`is not a mail address`)).max(200);
/** The processes with one of these tags; null: all. */
const tags = z.array(z.string().trim().min(1).max(60)).min(1).max(50);
const password = z.string().min(1).max(1000);
const token = z.string().min(1).max(200);

export const user = z.object({
  /** Never reused. */
  id: z.string(),
  name: z.string(),
  /** The name that others see: in lists, at runs, in the audit. */
  title: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  tags: z.array(z.string()).nullable(),
  isDisabled: z.boolean(),
  createdAt: instant,
  lastSignInAt: instant.nullable(),
  hasPassword: z.boolean(),
  /** Until when an invitation, or a link for a new password, can be used; null if there is none. */
  invitedUntil: instant.nullable(),
  /** Whether a one-time code is asked for after the password. */
  hasCodes: z.boolean(),
  passkeys: z.int(),
  /** The account of the company's own identity provider. */
  identity: z.object({ issuer: z.string(), subject: z.string() }).nullable(),
});
export type User = z.infer<typeof user>;

export const userDraft = z.object({
  name: userName,
  /** Without one it is the name. */
  title: title.optional(),
  email: email.nullable().default(null),
  role: z.enum(roles),
  tags: tags.nullable().default(null),
});
export type UserDraft = z.infer<typeof userDraft>;

/** Keys that are absent stay as they are. */
export const userChange = z.object({
  name: userName.optional(),
  title: title.optional(),
  email: email.nullable().optional(),
  role: z.enum(roles).optional(),
  tags: tags.nullable().optional(),
  isDisabled: z.boolean().optional(),
});
export type UserChange = z.infer<typeof userChange>;

/** `url` is a secret, shown once: who opens it chooses a password. It works once. */
export const invitationLink = z.object({ url: z.string(), until: instant });
export type InvitationLink = z.infer<typeof invitationLink>;

export const usersAnswer = z.object({ users: z.array(user) });
export const userAnswer = z.object({ user });
export const userMadeAnswer = z.object({ user, invitation: invitationLink });
export type UserMade = z.infer<typeof userMadeAnswer>;
export const invitationAnswer = z.object({ invitation: invitationLink });

/** The ways to sign in here and now, for the page before anybody is signed in. It names nobody. */
export const signInWaysAnswer = z.object({
  /** Without users there are only sign-in links. */
  hasUsers: z.boolean(),
  /** The company's identity provider by name. `elsewhere`: the address of the page from which signing in there works; null: this one. */
  identity: z.object({ title: z.string(), elsewhere: z.string().nullable() }).nullable().default(null),
  /** Whether somebody here has a passkey. */
  hasPasskeys: z.boolean().default(false),
});

export const passwordSignInBody = z.object({ name: z.string().min(1).max(200), password });
/**
 * Either `session`: signed in. Or `ticket`: the password was right, and a second proof must follow within five minutes, with this ticket.
 */
export const signedInAnswer = z.object({ session: sessionAnswer.nullable(), ticket: z.string().nullable() });
export type SignedIn = z.infer<typeof signedInAnswer>;

export const invitationTokenBody = z.object({ token });
/** `isReset`: the user had a password already, and chooses a new one. */
export const invitationFactsAnswer = z.object({
  name: z.string(),
  title: z.string(),
  until: instant,
  isReset: z.boolean(),
});
export const acceptInvitationBody = z.object({ token, password, title: title.optional() });

/** `user` is null for whoever is at the computer itself: they need no sign-in, and have no password here. */
export const meAnswer = z.object({ user: user.nullable() });
export const changeMeBody = z.object({ title: title.optional(), email: email.nullable().optional() });
export const changePasswordBody = z.object({ present: password, password });

export const signInSession = z.object({
  /** Not the secret of the session. */
  id: z.string(),
  /** Whose it is; null: of whoever has the computer. */
  userId: z.string().nullable(),
  who: z.string(),
  /** Since when, and last used; null in a session of an older build. */
  since: instant.nullable(),
  lastUsedAt: instant.nullable(),
  /** The browser and its system in short words, as "Firefox, Windows"; empty if unknown. */
  browser: z.string(),
  /** The address it came from; empty if unknown. */
  address: z.string(),
  /** The one that asks. */
  isThis: z.boolean(),
});
export type SignInSession = z.infer<typeof signInSession>;
export const signInSessionsAnswer = z.object({ sessions: z.array(signInSession) });
