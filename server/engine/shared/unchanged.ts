import { isDeepStrictEqual } from 'node:util';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';

/**
 * Refuses a change if the stored content is no longer what the caller read: somebody else, or an edit of the file by hand,
 * changed it. The document has no version numbers, because people edit it, so the content is compared. `was` undefined: no
 * check.
 */
export function refuseIfChanged(present: unknown, was: unknown): void {
  if (was === undefined) return;
  const now: unknown = present === undefined ? null : JSON.parse(JSON.stringify(present));
  if (!isDeepStrictEqual(now, was))
    throw rotaError('VERSION_CONFLICT', said`It was changed elsewhere since you opened it. Review the newer version.`);
}
