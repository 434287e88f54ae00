import { textOf, Usage, type Command } from './command.ts';
import { connect } from './connection.ts';
import { readJson, readText, writeText } from './files.ts';

const kinds = ['rota', 'crontab', 'windows-task'] as const;

/** The whole set, out and in. */
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
    usage: 'FILE [--kind rota|crontab|windows-task] [--apply] [--json]',
    summary: 'Say what a file would change; with --apply change it',
    takes: 1,
    options: { kind: { type: 'string' }, apply: { type: 'boolean' } },
    async run({ config, arguments: [file], options, say, answer }) {
      const kind =
        textOf(options['kind']) ??
        (file!.endsWith('.xml') ? 'windows-task' : file!.endsWith('.json') ? 'rota' : 'crontab');
      if (!kinds.some((known) => known === kind)) throw new Usage(`--kind: "${kind}" is none of ${kinds.join(', ')}.`);
      const document = kind === 'rota' ? await readJson(file!) : await readText(file!);
      const connection = await connect(config);
      try {
        const body = { kind, document, isDryRun: options['apply'] !== true };
        const { changes, isDryRun } = await connection.ask('importAll', { body });
        answer({ changes, isDryRun });
        for (const change of changes) {
          say(`${change.change.padEnd(8)} ${change.kind} ${change.name}${change.note ? ` (${change.note})` : ''}`);
          for (const { message } of change.warnings ?? []) say(`         ${message}`);
        }
        say(isDryRun ? 'Nothing was changed. Apply it: rota import … --apply' : 'Done.');
      } finally {
        await connection.close();
      }
    },
  },
];
