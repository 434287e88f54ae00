import { isAtLeast, type Role } from '../../contract/roles.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import { isPlainName, isReservedName } from './client-rules.ts';
import { foldCase } from './name-matching.ts';

/** What rules about users need of one. */
export interface RuledUser {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly role: Role;
  readonly tags: readonly string[] | null;
  readonly isDisabled: boolean;
}

/** Two names with the same fold are one name: case, accents and doubled blanks do not count. */
export const foldUser = (name: string): string =>
  foldCase(name.normalize('NFKD'))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ı', 'i')
    .replace(/\s+/g, ' ')
    .trim();

/** A fault of a user that is about to be stored. */
export interface UserFault {
  readonly field: 'name' | 'title' | 'tags';
  readonly code: 'BODY_INVALID' | 'NAME_TAKEN';
  readonly sentence: Translatable;
}

/** Why a user cannot be stored beside the others; null if it can. */
export function userFault(user: RuledUser, all: readonly RuledUser[]): UserFault | null {
  const others = all.filter(({ id }) => id !== user.id);
  for (const field of ['name', 'title'] as const) {
    const fault = nameFault(user[field]);
    if (fault !== null) return { field, code: 'BODY_INVALID', sentence: fault };
  }
  const sameName = others.find(({ name }) => foldUser(name) === foldUser(user.name));
  if (sameName !== undefined)
    return { field: 'name', code: 'NAME_TAKEN', sentence: said`there is a user "${sameName.name}" already` };
  // Whoever had the title of somebody else would stand for them in lists and in the audit.
  const sameTitle = others.find(({ name, title }) =>
    [name, title].some((one) => foldUser(one) === foldUser(user.title)),
  );
  if (sameTitle !== undefined)
    return { field: 'title', code: 'NAME_TAKEN', sentence: said`there is a user "${sameTitle.title}" already` };
  if (user.role === 'administrator' && user.tags !== null) {
    const sentence = said`an administrator reaches everything, also by way of other users: it cannot be limited to some tags. Choose another role, or leave the tags out`;
    return { field: 'tags', code: 'BODY_INVALID', sentence };
  }
  return null;
}

function nameFault(name: string): Translatable | null {
  if (!isPlainName(name)) return said`holds characters that are not seen, or none that are`;
  // The audit says "client erp" of a program.
  if (isReservedName(name) || /^client\s/i.test(name))
    return said`"${name}" is what Rota calls a program or itself: choose the name of a person`;
  return null;
}

/** Whether nobody could administer any more who signs in. While nobody could before either, nothing is lost. */
export function losesLastAdministrator(before: readonly RuledUser[], after: readonly RuledUser[]): boolean {
  const can = ({ role, isDisabled }: RuledUser) => isAtLeast(role, 'administrator') && !isDisabled;
  return before.some(can) && !after.some(can);
}
