import assert from 'node:assert/strict';
import test from 'node:test';
import { inEnglish } from '../../contract/translatable.ts';
import {
  matchIdentity,
  type IdentityClaims,
  type IdentityRules,
  type KnownUser,
} from '../../server/people/sign-in/identity-match.ts';

const claims: IdentityClaims = {
  issuer: 'https://login.example.com',
  subject: '1234',
  account: 'fatma',
  name: 'Fatma Kaya',
  email: 'fatma@example.com',
  isEmailVerified: true,
  groups: [],
};
const rules: IdentityRules = { title: 'Example', newPeople: null, emailDomains: [], groupRoles: [] };
const invited: KnownUser = {
  id: 'u1',
  name: 'fatma.kaya',
  title: 'Fatma',
  email: 'Fatma@Example.com',
  isDisabled: false,
  identity: null,
  isInvited: true,
};
const identity = { issuer: claims.issuer, subject: claims.subject };

const match = (more: {
  claims?: Partial<IdentityClaims>;
  rules?: Partial<IdentityRules>;
  users?: readonly KnownUser[];
  linkTo?: string;
}) => matchIdentity({ ...claims, ...more.claims }, { ...rules, ...more.rules }, more.users ?? [], more.linkTo ?? null);
const whyNot = (found: ReturnType<typeof matchIdentity>): string =>
  found.kind === 'refused' ? inEnglish(found.why) : `not refused: ${found.kind}`;

test('somebody else with the same subject at another provider gets in', () => {
  const users = [{ ...invited, email: null, identity: { issuer: 'https://other.example.com', subject: '1234' } }];
  assert.match(whyNot(match({ users })), /nobody here is known by that/);
  assert.deepEqual(match({ users: [{ ...invited, identity }] }), { kind: 'known', id: 'u1' });
});

test('an address that nobody has verified takes over an invitation', () => {
  assert.deepEqual(match({ users: [invited] }), { kind: 'link', id: 'u1' });
  assert.match(whyNot(match({ users: [invited], claims: { isEmailVerified: false } })), /nobody here is known/);
  const twins = [invited, { ...invited, id: 'u2' }];
  assert.match(whyNot(match({ users: twins })), /nobody here is known/, 'two with one address');
});

test('a user who was here before is taken over by an address that somebody gave it', () => {
  assert.match(whyNot(match({ users: [{ ...invited, isInvited: false }] })), /nobody here is known/);
});

test('a disabled user gets in by way of the provider', () => {
  for (const user of [
    { ...invited, identity, isDisabled: true },
    { ...invited, isDisabled: true },
  ])
    assert.match(whyNot(match({ users: [user], rules: { newPeople: 'administrator' } })), /disabled/);
});

test('an account is connected with two users', () => {
  const users = [
    { ...invited, identity },
    { ...invited, id: 'u2', name: 'other', title: 'Other', email: null },
  ];
  assert.match(whyNot(match({ users, linkTo: 'u2' })), /belongs to another user/);
  assert.deepEqual(match({ users: [users[1]!], linkTo: 'u2' }), { kind: 'link', id: 'u2' });
});

test('a domain that looks alike, or one that is not verified, counts as the company’s', () => {
  const only = { emailDomains: ['example.com'], newPeople: 'viewer' as const };
  assert.equal(match({ rules: only }).kind, 'new');
  for (const email of ['fatma@example.com.evil.org', 'fatma@notexample.com', 'fatma@example.com@evil.org'])
    assert.match(whyNot(match({ rules: only, claims: { email } })), /does not let in people with addresses of/);
  assert.match(whyNot(match({ rules: only, claims: { isEmailVerified: false } })), /not say that your e-mail address/);
  assert.match(whyNot(match({ rules: only, users: [{ ...invited, identity }], claims: { email: null } })), /verified/);
});

test('people who left the group still get in, or a new one gets a lower role than its groups give', () => {
  const groupRoles = [
    { group: 'robots', role: 'viewer' as const },
    { group: 'admins', role: 'editor' as const },
  ];
  const users = [{ ...invited, identity }];
  assert.match(whyNot(match({ rules: { groupRoles }, users })), /does not say which groups/);
  assert.match(whyNot(match({ rules: { groupRoles }, users, claims: { groups: ['sales'] } })), /in none of the groups/);
  assert.equal(match({ rules: { groupRoles }, users, claims: { groups: ['robots'] } }).kind, 'known');
  const made = match({ rules: { groupRoles, newPeople: 'viewer' }, claims: { groups: ['robots', 'admins'] } });
  assert.equal(made.kind === 'new' && made.user.role, 'editor');
});

test('a new user gets the name of somebody else, or an address that is not verified', () => {
  const made = match({
    rules: { newPeople: 'viewer' },
    claims: { isEmailVerified: false },
    users: [{ ...invited, name: 'FATMA', title: 'Fatma Kaya', email: null, isInvited: false }],
  });
  assert.deepEqual(made, {
    kind: 'new',
    user: { name: 'fatma-2', title: 'Fatma Kaya 2', email: null, role: 'viewer' },
  });
});
