import { parseExact } from '../../contract/exact-json.ts';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';

const read = <T>(parse: (text: string) => unknown, text: unknown): T => {
  try {
    return parse(String(text)) as T;
  } catch (error) {
    // The text may be of a program or a caller: it is in no sentence.
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`The database is damaged: something that was kept in it can no longer be read. It was left untouched: restore a backup with "rota restore", or move it away to start with an empty history.`,
      null,
      error,
    );
  }
};

/**
 * Reads JSON that a store wrote itself. Throws STORAGE_UNAVAILABLE if it is none any more: the file was damaged where neither the database nor
 * its checks notice.
 */
export const storedJson = <T>(text: unknown): T => read(JSON.parse, text);

/** As `storedJson`; numbers keep their digits (`parseExact`). */
export const storedExactJson = <T>(text: unknown): T => read(parseExact, text);
