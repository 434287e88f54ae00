import type { z } from 'zod';
import type { scheduleBody } from '../../contract/console.ts';
import { textOf, textsOf, Usage, type Call, type Command } from './command.ts';
import { connect, type Connection } from './connection.ts';
import { jsonIn, readNamed } from './files.ts';

type Draft = z.input<typeof scheduleBody>;

/** `schedule …`: schedules from files, and from a folder that is watched. */
export const scheduleCommands: readonly Command[] = [
  {
    name: 'schedule add',
    usage:
      '[FILE.json] [--process NAME --on-file FOLDER [--pattern "*.xml"] [--value PARAMETER]] [--tag TAG]… [--folder FOLDER] [--wake] [--json]',
    summary:
      'Add a schedule from a file (as in an export, with its triggers and what follows), or one that runs a process for each file in a folder',
    takes: 1,
    least: 0,
    options: {
      process: { type: 'string' },
      'on-file': { type: 'string' },
      pattern: { type: 'string' },
      value: { type: 'string' },
      tag: { type: 'string', multiple: true },
      folder: { type: 'string' },
      wake: { type: 'boolean' },
    },
    async run(call) {
      const { config, say, answer } = call;
      const connection = await connect(config);
      try {
        const body = asTold(await draftOf(call, connection), call);
        const { row } = await connection.ask('createSchedule', { body });
        answer({ id: row.id, name: row.name, process: row.process });
        say(`"${row.name}" is there: ${row.id}`);
      } finally {
        await connection.close();
      }
    },
  },
];

/** With what the command line says of it: tags besides those of the file, a folder in place of its, and that it wakes the computer. */
function asTold(draft: Draft, { options }: Call): Draft {
  const tags = textsOf(options['tag']);
  const folder = textOf(options['folder']);
  const wakes = options['wake'] === true;
  if (tags.length === 0 && folder === undefined && !wakes) return draft;
  const { options: own = {} } = draft;
  return {
    ...draft,
    options: {
      ...own,
      ...(tags.length === 0 ? {} : { tags: [...(own.tags ?? []), ...tags] }),
      ...(folder === undefined ? {} : { folder }),
      ...(wakes ? { wakeComputer: true } : {}),
    },
  };
}

async function draftOf({ arguments: [file], options }: Call, connection: Connection): Promise<Draft> {
  const [process, folder] = [textOf(options['process']), textOf(options['on-file'])];
  if (file !== undefined) {
    if (folder !== undefined) throw new Usage('schedule add: name a file, or a folder with --on-file, not both.');
    const found = await jsonIn(await readNamed(file), connection);
    if (typeof found !== 'object' || found === null)
      throw new Usage(`${file} holds no schedule of the form {"process": "NAME", "plan": {…}}.`);
    // A schedule of an export stands in its `draft`; the server says what is wrong with it.
    return ('draft' in found ? found.draft : found) as Draft;
  }
  if (process === undefined || folder === undefined)
    throw new Usage(
      'schedule add: name a file with a schedule, or a process and a folder: --process NAME --on-file FOLDER.',
    );
  const valueName = textOf(options['value']) ?? null;
  const pattern = textOf(options['pattern']) ?? '*';
  return {
    process,
    plan: { kind: 'call', timezone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    options: { triggers: [{ id: 'in', kind: 'file', folder, pattern, valueName }] },
  };
}
