import { vaultImportKinds, vaultKinds, type VaultImportKind, type VaultKind } from '../../contract/vault.ts';
import { secondsOf, table, textOf, textsOf, Usage, type Call, type Command, type Given } from './command.ts';
import { connect } from './connection.ts';
import { readNamed } from './files.ts';
import { readPassphrase } from './passphrase.ts';
import { readSecret } from './read-secret.ts';

/** `vault …`: secrets for robots. A value comes from the standard input or a prompt, never from an argument, which others can see. */
export const vaultCommands: readonly Command[] = [
  {
    name: 'vault list',
    usage: '[--json]',
    summary: 'Groups and keys, and who uses them; never values',
    takes: 0,
    run: list,
  },
  {
    name: 'vault set',
    usage:
      'GROUP/KEY [--kind text|login|file|otp] [--user NAME] [--file FILE] [--expires 2027-01-31] [--keep-old 7d] [--note TEXT] [--process NAME]… [--json]',
    summary: 'Add a key or give it a new value, from the standard input or a prompt',
    takes: 1,
    options: {
      kind: { type: 'string' },
      user: { type: 'string' },
      file: { type: 'string' },
      expires: { type: 'string' },
      'keep-old': { type: 'string' },
      note: { type: 'string' },
      process: { type: 'string', multiple: true },
    },
    run: set,
  },
  {
    name: 'vault remove',
    usage: 'GROUP[/KEY] [--force] [--json]',
    summary: 'Delete a key, or a group with its keys; --force although something refers to it',
    takes: 1,
    options: { force: { type: 'boolean' } },
    run: remove,
  },
  {
    name: 'vault import',
    usage: 'FILE [--kind env|csv|keepass] [--group NAME] [--key-file FILE] [--apply] [--json]',
    summary: 'Say what a file of secrets would add; with --apply add it',
    takes: 1,
    options: {
      kind: { type: 'string' },
      group: { type: 'string' },
      'key-file': { type: 'string' },
      apply: { type: 'boolean' },
    },
    run: importFile,
  },
];

async function list({ config, say, answer }: Call): Promise<void> {
  const connection = await connect(config);
  try {
    const { groups, protection } = await connection.ask('vault');
    const { uses } = await connection.ask('vaultUses');
    answer({ groups, protection, uses });
    const rows = groups.flatMap((group) =>
      group.keys.map((key) => {
        const use = uses.find((one) => one.group === group.name && one.key === key.name);
        return [
          `${group.name}/${key.name}`,
          key.kind,
          key.expiresAt === null ? '' : new Date(key.expiresAt).toISOString().slice(0, 10),
          String((use?.processes.length ?? 0) + (use?.scheduleCount ?? 0)),
        ];
      }),
    );
    say(
      rows.length === 0
        ? 'The vault has no keys yet. Add one: rota vault set GROUP/KEY'
        : table([['KEY', 'KIND', 'EXPIRES', 'USED BY'], ...rows]),
    );
  } finally {
    await connection.close();
  }
}

async function set({ config, arguments: [place], options, say, answer }: Call): Promise<void> {
  const { group, key } = placeOf(place!);
  if (key === null) throw new Usage('Say which key: GROUP/KEY.');
  const connection = await connect(config);
  try {
    const { groups } = await connection.ask('vault');
    const present = groups.find(({ name }) => name === group);
    const known = present?.keys.find(({ name }) => name === key);
    const kind = kindIn(options) ?? known?.kind ?? 'text';
    const expires = textOf(options['expires']);
    const body = {
      kind,
      note: textOf(options['note']) ?? known?.note ?? '',
      expiresAt: expires === undefined ? (known?.expiresAt ?? null) : dayIn(expires),
      keepOldSeconds: secondsOf(textOf(options['keep-old']) ?? '0', 'keep-old'),
      ...(textOf(options['user']) === undefined ? {} : { user: textOf(options['user']) }),
      ...(await valueFor(kind, options)),
    };
    const processes = textsOf(options['process']);
    if (present === undefined || processes.length > 0) {
      const who = { note: present?.note ?? '', clients: present?.clients ?? null };
      const only = processes.length > 0 ? processes : (present?.processes ?? null);
      await connection.ask('putVaultGroup', { path: { group }, body: { ...who, processes: only } });
    }
    answer(await connection.ask('putVaultKey', { path: { group, key }, body }));
    say(`${group}/${key} is stored. A robot gets it by {{${kind === 'otp' ? 'otp' : 'vault'}:${group}/${key}}}.`);
  } finally {
    await connection.close();
  }
}

async function remove({ config, arguments: [place], options, say, answer }: Call): Promise<void> {
  const { group, key } = placeOf(place!);
  const query = { force: options['force'] === true ? 'true' : 'false' } as const;
  const connection = await connect(config);
  try {
    answer(
      key === null
        ? await connection.ask('deleteVaultGroup', { path: { group }, query })
        : await connection.ask('deleteVaultKey', { path: { group, key }, query }),
    );
    say(`${place} is deleted.`);
  } finally {
    await connection.close();
  }
}

async function importFile({ config, arguments: [file], options, say, answer }: Call): Promise<void> {
  const kind = importKindIn(options) ?? kindOfFile(file!);
  const group = textOf(options['group']) ?? 'Imported';
  const named = await readNamed(file!);
  const keyFile = textOf(options['key-file']);
  const own =
    kind !== 'keepass'
      ? {}
      : {
          password: await readPassphrase(config, { isNew: false }),
          ...(keyFile === undefined ? {} : { keyFile: (await readNamed(keyFile)).bytes.toString('base64') }),
        };
  const connection = await connect(config);
  try {
    const isDryRun = options['apply'] !== true;
    const body = { kind, group, bytes: named.bytes.toString('base64'), isDryRun, ...own };
    const found = await connection.ask('importVault', { body });
    answer(found);
    for (const { change, group: inGroup, key, kind: ofKind, note } of found.changes)
      say(`${change.padEnd(8)} ${ofKind.padEnd(6)} ${inGroup}/${key}${note === '' ? '' : ` (${note})`}`);
    say(
      isDryRun
        ? 'Nothing was changed. Apply it: rota vault import … --apply'
        : `Done. Delete ${file} if it holds the secrets as plain text.`,
    );
  } finally {
    await connection.close();
  }
}

async function valueFor(kind: VaultKind, options: Given): Promise<Record<string, unknown>> {
  if (kind === 'file') {
    const file = textOf(options['file']);
    if (file === undefined) throw new Usage('Say which file: --file FILE.');
    const { bytes } = await readNamed(file);
    return { file: { name: file.replace(/^.*[\\/]/, ''), bytes: bytes.toString('base64') } };
  }
  const secret = await readSecret(kind === 'otp' ? 'Seed: ' : kind === 'login' ? 'Password: ' : 'Value: ');
  return { [kind === 'otp' ? 'seed' : kind === 'login' ? 'password' : 'value']: secret };
}

function placeOf(text: string): { group: string; key: string | null } {
  const [group = '', key, ...more] = text.split('/');
  if (group === '' || key === '' || more.length > 0) throw new Usage(`"${text}" is not GROUP or GROUP/KEY.`);
  return { group, key: key ?? null };
}

function dayIn(text: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T23:59:59`).getTime() : NaN;
  if (Number.isNaN(at)) throw new Usage(`--expires: "${text}" is not a day such as 2027-01-31.`);
  return at;
}

const kindIn = (options: Given): VaultKind | undefined => oneOf(vaultKinds, textOf(options['kind']));
const importKindIn = (options: Given): VaultImportKind | undefined => oneOf(vaultImportKinds, textOf(options['kind']));

function oneOf<Kind extends string>(kinds: readonly Kind[], given: string | undefined): Kind | undefined {
  const found = kinds.find((kind) => kind === given);
  if (given !== undefined && found === undefined) throw new Usage(`--kind: "${given}" is none of ${kinds.join(', ')}.`);
  return found;
}

const kindOfFile = (file: string): VaultImportKind =>
  /\.kdbx$/i.test(file) ? 'keepass' : /\.(csv|tsv)$/i.test(file) ? 'csv' : 'env';
