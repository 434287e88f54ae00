import { isDeepStrictEqual } from 'node:util';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';

/**
 * Refuses what was read before somebody else, or an edit of the file by hand, changed it. The document has no version numbers,
 * for a person edits it: the content itself is compared. `was` undefined: the caller does not mind.
 */
export function refuseIfChanged(present: unknown, was: unknown): void {
  if (was === undefined) return;
  const now: unknown = present === undefined ? null : JSON.parse(JSON.stringify(present));
  if (!isDeepStrictEqual(now, was))
    throw rotaError('VERSION_CONFLICT', said`It was changed elsewhere since you opened it. Review the newer version.`);
}
