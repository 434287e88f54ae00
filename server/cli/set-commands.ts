import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { importKinds, type ImportKind } from '../../contract/import-kinds.ts';
import { textOf, Usage, type Command } from './command.ts';
import { connect } from './connection.ts';
import { jsonIn, readNamed, textIn, writeText } from './files.ts';

const kinds = importKinds;

/** Export and import of the whole configuration. */
export const setCommands: readonly Command[] = [
  {
    name: 'export',
    usage: 'FILE.json [--json]',
    summary: 'Write processes, schedules and calendars to a file; never secrets',
    takes: 1,
    async run({ config, arguments: [file], say, answer }) {
      const connection = await connect(config);
      try {
        const document = await connection.ask('exportAll');
        await writeText(file!, `${JSON.stringify(document, null, 2)}\n`);
        const counts = {
          processes: document.processes.length,
          schedules: document.schedules.length,
          calendars: document.calendars.length,
        };
        answer({ file, ...counts });
        const told = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
        say(`${told.join(', ')}: written to ${file}.`);
      } finally {
        await connection.close();
      }
    },
  },
  {
    name: 'import',
    usage:
      'FILE [--kind rota|crontab|windows-task|systemd] [--columns user|system] [--cron debian|cronie|busybox] [--encoding NAME] [--apply] [--json]',
    summary: 'Say what a file would change; with --apply change it',
    takes: 1,
    options: {
      kind: { type: 'string' },
      columns: { type: 'string' },
      cron: { type: 'string' },
      encoding: { type: 'string' },
      apply: { type: 'boolean' },
    },
    async run({ config, arguments: [file], options, say, answer }) {
      const kind = oneOf('kind', kinds, textOf(options['kind'])) ?? kindOf(file!);
      const columns = oneOf('columns', ['user', 'system'], textOf(options['columns'])) ?? columnsOf(file!);
      const cron = oneOf('cron', ['debian', 'cronie', 'busybox'], textOf(options['cron']));
      const named = await readNamed(file!);
      const connection = await connect(config);
      try {
        const encoding = textOf(options['encoding']);
        const text = await (kind === 'rota' ? jsonIn : textIn)(named, connection, encoding);
        const document = kind === 'systemd' ? await withService(file!, String(text)) : text;
        const body = {
          kind,
          document,
          isDryRun: options['apply'] !== true,
          ...(kind === 'crontab' ? { columns, cron } : {}),
        };
        const found = await connection.ask('importAll', { body });
        answer(found);
        for (const change of found.changes) {
          say(`${change.change.padEnd(8)} ${change.kind} ${change.name}${change.note ? ` (${change.note})` : ''}`);
          for (const { message } of change.warnings ?? []) say(`         ${message}`);
        }
        for (const { text } of found.remarks) say(`note     ${text}`);
        for (const question of found.questions) say(asked[question]);
        say(found.isDryRun ? 'Nothing was changed. Apply it: rota import … --apply' : 'Done.');
      } finally {
        await connection.close();
      }
    },
  },
];

const asked = {
  columns: 'Say which it is: --columns system (a user stands before each command) or --columns user (none does).',
  cron: 'Say which cron it is from: --cron debian, --cron cronie or --cron busybox.',
} as const;

const kindOf = (file: string): ImportKind => kindOfEnding[/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''] ?? 'crontab';

const kindOfEnding: Readonly<Record<string, ImportKind>> = {
  ...{ xml: 'windows-task', json: 'rota' },
  ...{ timer: 'systemd', path: 'systemd', service: 'systemd' },
};

/** A timer or path unit with its service, which lies beside it, as `systemctl cat` would print both. */
async function withService(file: string, text: string): Promise<string> {
  const place = path.resolve(file);
  const { dir, name, ext } = path.parse(place);
  const headed = /^# \/\S/m.test(text) ? text : `# ${place}\n${text}`;
  if (!/^\.(?:timer|path)$/i.test(ext) || /^\s*\[Service\]/m.test(text)) return headed;
  const service = path.join(dir, `${name}.service`);
  const beside = await readFile(service, 'utf8').catch(() => null);
  return beside === null ? headed : `${headed}\n# ${service}\n${beside}`;
}

/** The folder of a crontab shows whether it has a user column. */
function columnsOf(file: string): 'user' | 'system' | undefined {
  const place = path.resolve(file);
  if (/^\/etc\/(crontab$|cron\.d\/)/.test(place)) return 'system';
  return /^(\/private)?\/(var|usr\/lib)\/(spool\/)?cron\//.test(place) ? 'user' : undefined;
}

function oneOf<Choice extends string>(option: string, choices: readonly Choice[], given?: string): Choice | undefined {
  const found = choices.find((choice) => choice === given);
  if (given !== undefined && found === undefined)
    throw new Usage(`--${option}: "${given}" is none of ${choices.join(', ')}.`);
  return found;
}
