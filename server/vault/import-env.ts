import { parseEnv } from 'node:util';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import { nameFor, textOfFile, uniqueNames, type ImportedSecret } from './imported-secret.ts';

/** The variables of a .env file, each a key. Node's own reader of such files is used. Throws BODY_INVALID. */
export function readEnvSecrets(file: Uint8Array, group: string): ImportedSecret[] {
  const text = readText(file);
  const variables = Object.entries(parseEnv(text));
  if (variables.length === 0) throw rotaError('BODY_INVALID', said`holds no line as NAME=value`, 'bytes');
  const unique = uniqueNames();
  return variables.map(([name, value]): ImportedSecret => {
    const place = { group, key: unique(group, nameFor(name ?? '', 'key')), kind: 'text' } as const;
    if (value === undefined || value === '') return { ...place, refused: said`it is empty` };
    return { ...place, note: '', expiresAt: null, secrets: { value } };
  });
}

export function readText(file: Uint8Array): string {
  try {
    return textOfFile(file);
  } catch (error) {
    throw rotaError('BODY_INVALID', said`is not text in UTF-8: save it so, or export it again`, 'bytes', error);
  }
}
