import { RotaError, rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { hasCode } from '../../durable-file.ts';

/** A person's new edit is never overwritten, even if it is invalid. */
export function editRefused(file: string, reason: Translatable): RotaError {
  return rotaError(
    'STORAGE_UNAVAILABLE',
    said`${file} was edited by hand and cannot be read: ${reason}. Correct it, or put ${file}.bak in its place; until then nothing is changed.`,
  );
}

/** Why the file could not be written, as an answer for callers. */
export function asRotaError(file: string, error: unknown): RotaError {
  if (error instanceof RotaError) return error;
  const why = error instanceof Error ? error.message : String(error);
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
    return rotaError('NO_ROOM', said`The disk is full: ${file} cannot be written. Nothing was changed.`, null, error);
  }
  return rotaError('STORAGE_UNAVAILABLE', said`${file} cannot be written: ${why}. Nothing was changed.`, null, error);
}
