import { roles, type Role } from '../../../contract/roles.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { foldCase } from '../../domain/name-matching.ts';
import { foldUser } from '../user-words.ts';

/** What the provider says of a person. */
export interface IdentityClaims {
  readonly issuer: string;
  readonly subject: string;
  /** The name that the provider uses for signing in; null if it gives none. */
  readonly account: string | null;
  readonly name: string | null;
  readonly email: string | null;
  /** Only what the provider calls verified. Entra ID says nothing of it. */
  readonly isEmailVerified: boolean;
  readonly groups: readonly string[];
}

export interface IdentityRules {
  readonly title: string;
  readonly newPeople: Role | null;
  readonly emailDomains: readonly string[];
  readonly groupRoles: readonly { readonly group: string; readonly role: Role }[];
}

export interface KnownUser {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly email: string | null;
  readonly isDisabled: boolean;
  readonly identity: { readonly issuer: string; readonly subject: string } | null;
  /** Invited, and never signed in since. */
  readonly isInvited: boolean;
}

export interface NewUser {
  readonly name: string;
  readonly title: string;
  readonly email: string | null;
  readonly role: Role;
}

export type IdentityMatch =
  | { readonly kind: 'known'; readonly id: string }
  /** The user gets this identity from now on. */
  | { readonly kind: 'link'; readonly id: string }
  | { readonly kind: 'new'; readonly user: NewUser }
  | { readonly kind: 'refused'; readonly why: Translatable };

const refused = (why: Translatable): IdentityMatch => ({ kind: 'refused', why });

/**
 * Who a person of the provider is here. Issuer and subject decide, whatever name or address the person has now; for the first time the user
 * who follows an invitation or has just signed in (`linkTo`), or an invited one with the same verified address. A user who was here before is never taken over by an
 * address: people may change theirs.
 */
export function matchIdentity(
  claims: IdentityClaims,
  rules: IdentityRules,
  users: readonly KnownUser[],
  linkTo: string | null,
): IdentityMatch {
  const gate = gateFault(claims, rules);
  if (gate !== null) return refused(gate);
  const known = users.find(({ identity }) => isSame(identity, claims));
  if (known !== undefined) {
    if (known.isDisabled) return refused(disabled);
    if (linkTo !== null && linkTo !== known.id) {
      return refused(said`This account at ${rules.title} belongs to another user here already`);
    }
    return { kind: 'known', id: known.id };
  }
  const invited = linkTo === null ? invitedBy(claims, users) : users.find(({ id }) => id === linkTo);
  if (invited !== undefined) {
    return invited.isDisabled ? refused(disabled) : { kind: 'link', id: invited.id };
  }
  const role = roleOf(claims, rules) ?? rules.newPeople;
  if (rules.newPeople === null || role === null) {
    const shown = claims.email ?? claims.account ?? claims.subject;
    return refused(
      said`${rules.title} knows you as ${shown}, but nobody here is known by that: ask an administrator of this Rota for an invitation`,
    );
  }
  return { kind: 'new', user: newUserOf(claims, role, users) };
}

const disabled = said`Your user is disabled: ask an administrator of this Rota`;

const isSame = (identity: KnownUser['identity'], { issuer, subject }: IdentityClaims): boolean =>
  identity !== null && identity.issuer === issuer && identity.subject === subject;

/** Why nobody like this gets in, whoever it is. */
function gateFault(claims: IdentityClaims, { title, emailDomains, groupRoles }: IdentityRules): Translatable | null {
  if (emailDomains.length > 0) {
    if (claims.email === null || !claims.isEmailVerified) {
      return said`${title} does not say that your e-mail address is verified, and this Rota lets in only certain addresses: ask its administrator`;
    }
    const domain = claims.email.slice(claims.email.lastIndexOf('@') + 1).toLowerCase();
    if (!emailDomains.includes(domain)) {
      return said`This Rota does not let in people with addresses of ${domain}: ask its administrator`;
    }
  }
  if (groupRoles.length > 0 && roleOf(claims, { groupRoles }) === null) {
    return claims.groups.length === 0
      ? said`${title} does not say which groups you are in, and this Rota lets in only certain groups: ask its administrator`
      : said`You are in none of the groups of ${title} that this Rota lets in: ask its administrator`;
  }
  return null;
}

/** The highest role of the groups that the person is in; null if there is none. */
function roleOf({ groups }: IdentityClaims, { groupRoles }: Pick<IdentityRules, 'groupRoles'>): Role | null {
  const theirs = groupRoles.filter(({ group }) => groups.includes(group)).map(({ role }) => role);
  return theirs.toSorted((one, other) => roles.indexOf(other) - roles.indexOf(one))[0] ?? null;
}

function invitedBy({ email, isEmailVerified }: IdentityClaims, users: readonly KnownUser[]): KnownUser | undefined {
  if (email === null || !isEmailVerified) return undefined;
  const alike = users.filter(
    (user) =>
      user.isInvited && user.identity === null && user.email !== null && foldCase(user.email) === foldCase(email),
  );
  // Two with one address: the provider cannot say which of them it is.
  return alike.length === 1 ? alike[0] : undefined;
}

const longestName = 60;
const longestTitle = 100;

function newUserOf(claims: IdentityClaims, role: Role, users: readonly KnownUser[]): NewUser {
  const email = claims.isEmailVerified ? claims.email : null;
  const wanted = (claims.account ?? email ?? claims.name ?? claims.subject).trim().slice(0, longestName);
  const title = (claims.name ?? wanted).trim().slice(0, longestTitle) || wanted;
  // Nobody may have the name or the title of somebody else: neither of the two would stand for one person.
  const taken = new Set(users.flatMap((one) => [foldUser(one.name), foldUser(one.title)]));
  const free = (text: string, most: number, between: string) => freeText(text, most, between, taken);
  return { name: free(wanted, longestName, '-'), title: free(title, longestTitle, ' '), email, role };
}

/** The text itself, or with a number after it. */
function freeText(wanted: string, most: number, between: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : `${between}${number}`;
    const text = wanted.slice(0, most - end.length) + end;
    if (!taken.has(foldUser(text))) return text;
  }
}
