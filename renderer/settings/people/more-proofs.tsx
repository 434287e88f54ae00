import type { User } from '../../../contract/people.ts';

/** The proofs of a user besides the password: none can be added yet. */
export function MoreProofs(_props: { readonly user: User }) {
  return null;
}
