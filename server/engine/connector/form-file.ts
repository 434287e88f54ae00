import type { Readable } from 'node:stream';
import { isFileParameter, maxBytesOf, sizeWords } from '../../../contract/file-value.ts';
import { rotaError } from '../../../contract/errors.ts';
import { nameMatcher } from '../../domain/name-matching.ts';
import type { StartContext } from '../../domain/start/start-body.ts';
import { readKeys } from '../../domain/start/start-keys.ts';
import { KeptFile } from '../../domain/values/file-values.ts';
import type { ValueFiles } from '../shared/value-files.ts';

/** Stores a form part as a value if the process has a file parameter of that name; others are refused unread. */
export async function takeFormFile(
  receive: ValueFiles['receive'],
  context: Pick<StartContext, 'findProcess'>,
  body: unknown,
  part: string,
  file: { readonly name: string; readonly bytes: Readable },
): Promise<{ name: string; value: unknown }> {
  const { keyed } = readKeys(typeof body === 'object' && body !== null ? body : {});
  if (typeof keyed.name !== 'string' || keyed.name.trim() === '')
    throw rotaError(
      'NAME_REQUIRED',
      'name: the name of the process must stand in the form before its first file',
      'name',
    );
  const process = context.findProcess(keyed.name.trim());
  if (process === null)
    throw rotaError('PROCESS_NOT_FOUND', 'name: there is no process of that name that this caller may start', 'name');
  const { properties } = process.parameters;
  const files = Object.keys(properties).filter((name) => isFileParameter(properties[name]));
  const given = part.replace(/^values\./i, '');
  const name = nameMatcher(files)(given);
  const field = `values.${given.slice(0, 60)}`;
  if (name === null) {
    const known = files.length === 0 ? 'it has none' : `it has ${files.map((one) => `"${one}"`).join(', ')}`;
    throw rotaError('VALUE_INVALID', `${field}: is no file among the parameters of "${process.name}"; ${known}`, field);
  }
  const most = maxBytesOf(properties[name]);
  const kept = await receive(file.bytes, file.name, most).catch((error: unknown) => {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'BODY_TOO_LARGE') throw error;
    const message = `values.${name}: must be a file of at most ${sizeWords(most)} (${most} bytes)`;
    throw rotaError('BODY_TOO_LARGE', message, `values.${name}`);
  });
  return { name, value: new KeptFile(kept) };
}
