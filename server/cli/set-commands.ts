import { readFile, writeFile } from 'node:fs/promises';
import { textOf, Usage, type Command } from './command.ts';
import { connect } from './connection.ts';

const kinds = ['rota', 'crontab', 'windows-task'] as const;

/** The whole set, out and in. */
export const setCommands: readonly Command[] = [
  {
    name: 'backup',
    usage: '[--json]',
    summary: 'Copy database and configuration to a folder of today, also while Rota runs',
    takes: 0,
    async run({ config, say, answer }) {
      const connection = await connect(config);
      try {
        const made = await connection.ask('backup');
        answer(made);
        say(`The copy is in ${made.folder}. It holds the key to stored secrets: keep it as safe as the data folder.`);
      } finally {
        await connection.close();
      }
    },
  },
  {
    name: 'export',
    usage: 'FILE.json',
    summary: 'Write processes, schedules and calendars to a file; never secrets',
    takes: 1,
    async run({ config, arguments: [file], say }) {
      const connection = await connect(config);
      try {
        const document = await connection.ask('exportAll');
        await writeFile(file!, `${JSON.stringify(document, null, 2)}\n`);
        say(
          `${document.processes.length} processes, ${document.schedules.length} schedules and ${document.calendars.length} calendars are in ${file}.`,
        );
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
      const bytes = await readFile(file!);
      // The Windows Task Scheduler writes UTF-16 with a byte order mark.
      const text = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
      const connection = await connect(config);
      try {
        const body = {
          kind,
          document: kind === 'rota' ? (JSON.parse(text) as unknown) : text,
          isDryRun: options['apply'] !== true,
        };
        const { changes, isDryRun } = await connection.ask('importAll', { body });
        answer({ changes, isDryRun });
        for (const change of changes)
          say(`${change.change.padEnd(8)} ${change.kind} ${change.name}${change.note ? ` (${change.note})` : ''}`);
        say(isDryRun ? 'Nothing was changed. Apply it: rota import … --apply' : 'Done.');
      } finally {
        await connection.close();
      }
    },
  },
];
