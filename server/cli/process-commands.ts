import path from 'node:path';
import { table, textOf, type Command } from './command.ts';
import { connect } from './connection.ts';
import { jsonIn, readNamed } from './files.ts';

/** `process …`: the catalogue of processes. */
export const processCommands: readonly Command[] = [
  {
    name: 'process add',
    usage: 'FILE.json [--encoding NAME] [--json]',
    summary: 'Add a process, or replace the one of the same name',
    takes: 1,
    options: { encoding: { type: 'string' } },
    async run({ config, arguments: [file], options, say, answer }) {
      const named = await readNamed(file!);
      const connection = await connect(config);
      try {
        const definition = (await jsonIn(named, connection, textOf(options['encoding']))) as { name?: unknown } | null;
        if (typeof definition?.name !== 'string') throw new Error(`${file}: "name" is missing.`);
        const { process } = await connection.ask('putProcess', {
          path: { name: definition.name },
          body: { process: definition, base: path.dirname(path.resolve(file!)) },
        });
        answer(process);
        say(`Process ${process.name} is ready.`);
        const { problems } = await connection.ask('checkProcess', { body: { process } });
        for (const { message } of problems) say(`warning: ${message}`);
      } finally {
        await connection.close();
      }
    },
  },
  {
    name: 'process list',
    usage: '[--json]',
    summary: 'All processes',
    takes: 0,
    async run({ config, say, answer }) {
      const connection = await connect(config);
      try {
        const { processes } = await connection.ask('processes');
        answer(processes.map(({ process }) => process));
        const rows = processes.map(({ process, schedules }) => [
          process.name,
          process.enabled ? 'on' : 'off',
          String(schedules),
          process.script ?? [process.command, ...process.args].join(' '),
        ]);
        say(table([['NAME', 'STATE', 'SCHEDULES', 'PROGRAM'], ...rows]));
      } finally {
        await connection.close();
      }
    },
  },
  {
    name: 'process remove',
    usage: 'NAME',
    summary: 'Delete a process that no schedule needs',
    takes: 1,
    names: 'processes',
    async run({ config, arguments: [name], say, answer }) {
      const connection = await connect(config);
      try {
        answer(await connection.ask('deleteProcess', { path: { name: name! } }));
        say(`Process ${name} is gone. Its runs are kept.`);
      } finally {
        await connection.close();
      }
    },
  },
];
