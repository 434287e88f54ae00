import { roles, type Role } from '../../../contract/roles.ts';
import { secretPlaceholder } from '../../../contract/schedule.ts';
import { foldForSearch } from '../../../contract/search.ts';
import type { IdentityProviderDraft, IdentityProviderShown } from '../../../contract/sign-in-ways.ts';

/** A provider as it is typed: lists are lines of text. */
export interface ProviderForm {
  readonly isEnabled: boolean;
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Empty: none, or the stored one if `keepsSecret`. */
  readonly clientSecret: string;
  readonly keepsSecret: boolean;
  readonly newPeople: Role | '';
  readonly emailDomains: readonly string[];
  readonly groupsClaim: string;
  readonly groups: string;
}

type RoleNames = Readonly<Record<Role, string>>;

export const formOf = (provider: IdentityProviderShown | null, names: RoleNames): ProviderForm => ({
  isEnabled: provider?.isEnabled ?? true,
  title: provider?.title ?? '',
  issuer: provider?.issuer ?? '',
  clientId: provider?.clientId ?? '',
  clientSecret: '',
  keepsSecret: provider !== null && provider.clientSecret !== '',
  newPeople: provider?.newPeople ?? '',
  emailDomains: provider?.emailDomains ?? [],
  groupsClaim: provider?.groupsClaim ?? 'groups',
  groups: (provider?.groupRoles ?? []).map(({ group, role }) => `${group} = ${names[role]}`).join('\n'),
});

/**
 * What the server takes, or the first line of the groups that cannot be read (from 1). Roles may be called as the page or as programs call
 * them.
 */
export function draftOf(
  form: ProviderForm,
  names: RoleNames,
): { readonly draft: IdentityProviderDraft } | { readonly line: number; readonly text: string } {
  const groupRoles: IdentityProviderDraft['groupRoles'] = [];
  for (const [index, text] of form.groups.split('\n').entries()) {
    if (text.trim() === '') continue;
    // The last sign counts: a group may be called "a = b".
    const at = text.lastIndexOf('=');
    const group = text.slice(0, Math.max(at, 0)).trim();
    const named = foldForSearch(text.slice(at + 1).trim());
    const role = roles.find((one) => one === named || foldForSearch(names[one]) === named);
    if (at < 0 || group === '' || role === undefined) return { line: index + 1, text: text.trim() };
    groupRoles.push({ group, role });
  }
  const { groups: _groups, newPeople, emailDomains, clientSecret, keepsSecret, ...rest } = form;
  return {
    draft: {
      ...rest,
      newPeople: newPeople === '' ? null : newPeople,
      emailDomains: [...emailDomains],
      groupRoles,
      clientSecret: clientSecret === '' && keepsSecret ? secretPlaceholder : clientSecret,
    },
  };
}
