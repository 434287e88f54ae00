import { textOf, type Command } from './command.ts';
import { connect } from './connection.ts';
import { readNamed, textIn } from './files.ts';

/** `calendar …`: non-working days. */
export const calendarCommands: readonly Command[] = [
  {
    name: 'calendar import',
    usage: 'NAME FILE.ics [--encoding NAME] [--json]',
    summary: 'Take the whole-day events of an iCalendar file as days off',
    takes: 2,
    options: { encoding: { type: 'string' } },
    async run({ config, arguments: [name, file], options, say, answer }) {
      const named = await readNamed(file!);
      const connection = await connect(config);
      try {
        const ics = await textIn(named, connection, textOf(options['encoding']));
        const found = await connection.ask('importCalendar', { path: { name: name! }, body: { ics } });
        answer({ added: found.added, events: found.events, leftOut: found.leftOut });
        say(`${name}: ${found.summary.text}.`);
      } finally {
        await connection.close();
      }
    },
  },
];
