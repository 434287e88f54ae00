import { RotaError } from '../../../contract/errors.ts';
import { readKeys } from '../../domain/start/start-keys.ts';
import { readJsonInSteps } from '../../domain/start/lenient-json.ts';
import { runInTurns } from '../shared/slices.ts';

/** A shorter text is read at once. */
const longText = 16 * 1024;

/**
 * A start body whose `values` are a long JSON text, with what the text says in its place: read step by step, so that all others have their
 * turn meanwhile. Throws VALUE_INVALID for a long text that is no JSON, or one of too many entries.
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
