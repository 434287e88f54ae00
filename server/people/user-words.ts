import type { Role } from '../../contract/roles.ts';
import { said, type Translatable } from '../../contract/translatable.ts';

export { foldUser } from '../domain/user-rules.ts';

/** Roles in sentences. */
export const roleWords: Readonly<Record<Role, Translatable>> = {
  viewer: said`viewer`,
  operator: said`operator`,
  editor: said`editor`,
  administrator: said`administrator`,
};
