import { parse } from 'csv-parse/sync';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { VaultSecrets } from '../../contract/vault.ts';
import { readText } from './import-env.ts';
import { nameFor, uniqueNames, type ImportedSecret } from './imported-secret.ts';

/** How browsers and password managers head their columns (Chrome, Firefox, Bitwarden, LastPass, 1Password, KeePass). */
const heads = {
  group: ['group', 'folder', 'grouping', 'vault', 'grup', 'klasör'],
  key: ['key', 'name', 'title', 'account', 'ad', 'başlık', 'url'],
  user: ['user', 'username', 'user name', 'login_username', 'login name', 'kullanıcı', 'kullanıcı adı'],
  password: ['password', 'login_password', 'parola', 'şifre'],
  value: ['value', 'secret', 'değer'],
  seed: ['totp', 'otp', 'otpauth', 'login_totp', 'one-time password'],
  note: ['note', 'notes', 'extra', 'comments', 'not'],
} as const satisfies Record<string, readonly string[]>;
type Head = keyof typeof heads;

/** The rows of a CSV file with a heading, each a key. Throws BODY_INVALID. */
export function readCsvSecrets(file: Uint8Array, group: string): ImportedSecret[] {
  const [heading = [], ...rows] = rowsOf(readText(file));
  const columns = columnsOf(heading);
  if (columns.key === undefined || (columns.password === undefined && columns.value === undefined))
    throw rotaError(
      'BODY_INVALID',
      said`has no heading with the columns that are needed: "name" and "password" (or "value"); "group", "user", "totp" and "note" may be there`,
      'bytes',
    );
  const unique = uniqueNames();
  return rows.map((cells, index): ImportedSecret => {
    const cell = (head: Head): string => (columns[head] === undefined ? '' : (cells[columns[head]] ?? '').trim());
    const secret = { user: cell('user'), password: cell('password') || cell('value'), seed: cell('seed') };
    const own = nameFor(cell('group'), group);
    const kind = secret.user !== '' || secret.seed !== '' ? 'login' : 'text';
    const place = { group: own, key: unique(own, nameFor(cell('key'), `row ${index + 2}`)), kind } as const;
    if (secret.password === '') return { ...place, refused: said`it has no password` };
    return { ...place, note: cell('note').slice(0, 1000), expiresAt: null, secrets: secretsOf(kind, secret) };
  });
}

export function secretsOf(
  kind: 'login' | 'text',
  { user, password, seed }: { readonly user: string; readonly password: string; readonly seed: string },
): VaultSecrets {
  if (kind === 'text') return { value: password };
  return { password, ...(user === '' ? {} : { user }), ...(seed === '' ? {} : { seed }) };
}

function rowsOf(text: string): string[][] {
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const most = [',', ';', '\t'].toSorted((one, other) => firstLine.split(other).length - firstLine.split(one).length);
  try {
    return parse(text, { bom: true, delimiter: most[0] ?? ',', relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    throw rotaError('BODY_INVALID', said`is not CSV: line ${line} cannot be read`, 'bytes');
  }
}

function columnsOf(heading: readonly string[]): Partial<Record<Head, number>> {
  const names = heading.map((name) => name.trim().toLocaleLowerCase('tr'));
  const english = heading.map((name) => name.trim().toLowerCase());
  const found: Partial<Record<Head, number>> = {};
  for (const [head, known] of Object.entries(heads) as [Head, readonly string[]][]) {
    // In the order of the names: a title is a better name than an address.
    for (const name of known) {
      const at = [english.indexOf(name), names.indexOf(name)].find((one) => one !== -1);
      if (at !== undefined && found[head] === undefined) found[head] = at;
    }
  }
  return found;
}
