import { roles, type Role } from '../../../contract/roles.ts';
import { secretPlaceholder } from '../../../contract/schedule.ts';
import type { IdentityProviderDraft, IdentityProviderShown } from '../../../contract/sign-in-ways.ts';

/** A provider as it is typed: lists are lines of text. */
export interface ProviderForm {
  readonly isEnabled: boolean;
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Empty keeps a stored one. */
  readonly clientSecret: string;
  readonly newPeople: Role | '';
  readonly emailDomains: readonly string[];
  readonly groupsClaim: string;
  readonly groups: string;
}

export const formOf = (provider: IdentityProviderShown | null): ProviderForm => ({
  isEnabled: provider?.isEnabled ?? true,
  title: provider?.title ?? '',
  issuer: provider?.issuer ?? '',
  clientId: provider?.clientId ?? '',
  clientSecret: '',
  newPeople: provider?.newPeople ?? '',
  emailDomains: provider?.emailDomains ?? [],
  groupsClaim: provider?.groupsClaim ?? 'groups',
  groups: (provider?.groupRoles ?? []).map(({ group, role }) => `${group} = ${role}`).join('\n'),
});

/** What the server takes, or the first line of the groups that cannot be read (from 1). */
export function draftOf(
  form: ProviderForm,
  hasSecret: boolean,
): { readonly draft: IdentityProviderDraft } | { readonly line: number; readonly text: string } {
  const groupRoles: IdentityProviderDraft['groupRoles'] = [];
  for (const [index, text] of form.groups.split('\n').entries()) {
    if (text.trim() === '') continue;
    // The last sign counts: a group may be called "a = b".
    const at = text.lastIndexOf('=');
    const group = text.slice(0, Math.max(at, 0)).trim();
    const named = text
      .slice(at + 1)
      .trim()
      .toLowerCase();
    const role = roles.find((one) => one === named);
    if (at < 0 || group === '' || role === undefined) return { line: index + 1, text: text.trim() };
    groupRoles.push({ group, role });
  }
  const { groups: _groups, newPeople, emailDomains, clientSecret, ...rest } = form;
  return {
    draft: {
      ...rest,
      newPeople: newPeople === '' ? null : newPeople,
      emailDomains: [...emailDomains],
      groupRoles,
      clientSecret: clientSecret === '' && hasSecret ? secretPlaceholder : clientSecret,
    },
  };
}
