import { RotaError } from '../../../contract/errors.ts';
import { readKeys } from '../../domain/start/start-keys.ts';
import { readJsonInSteps } from '../../domain/start/lenient-json.ts';
import { runInTurns } from '../shared/slices.ts';

/** A shorter text is parsed in one go. */
const longText = 16 * 1024;

/**
 * Replaces a long JSON text in `values` of a start body by its content, parsed in slices so that other requests are not blocked. Throws
 * VALUE_INVALID for a long text that is not JSON, or has too many entries.
 */
export async function withReadValues(body: unknown): Promise<unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { values } = readKeys(body).keyed;
  if (typeof values !== 'string' || values.length < longText) return body;
  const read = await runInTurns(readJsonInSteps(Buffer.from(values), false));
  if (!read.ok) {
    const message = read.error.message.replace(
      /^body: it is not JSON, expected (.*?) at line/,
      'values: the text is not JSON, there should be $1 at line',
    );
    throw new RotaError([{ ...read.error, code: 'VALUE_INVALID', field: 'values', message }]);
  }
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, value === values ? read.value : value]));
}
