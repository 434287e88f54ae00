import { withoutBeginning, withoutEnd } from '../../../contract/without-end.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A `robustaSpid` as callers write it, in any case, in braces or quotes; null when it is none. */
export function readSpid(text: string): string | null {
  const plain = withoutEnd(withoutBeginning(text.trim(), '{"\'“”'), '}"\'“”').toLowerCase();
  return uuid.test(plain) ? plain : null;
}
