import { candidates, scripts, shells, type Shell } from './completion.ts';
import { Usage, type Call, type Command } from './command.ts';
import { runningServer } from './connection.ts';
import { allSchedules } from './named-schedule.ts';

const isShell = (text: string): text is Shell => (shells as readonly string[]).includes(text);

/** `all` is called late: the list of commands holds these two as well. */
export const completionCommands = (all: () => readonly Command[]): readonly Command[] => [
  {
    name: 'completion',
    usage: shells.join('|'),
    summary: 'Print what completes commands, options and names in this shell; put it into its start file',
    takes: 1,
    run({ arguments: [shell = ''], answer, say }) {
      if (!isShell(shell)) throw new Usage(`completion: "${shell}" is none of ${shells.join(', ')}.`);
      answer({ shell, script: scripts[shell] });
      say(scripts[shell]);
      return Promise.resolve();
    },
  },
  {
    name: 'complete-words',
    usage: '-- WORD…',
    summary: 'What a shell offers for the last word',
    takes: Number.POSITIVE_INFINITY,
    least: 0,
    isHidden: true,
    async run(call) {
      const typed = call.arguments.at(-1) ?? '';
      const { words, names } = candidates(all(), call.arguments);
      const found = names === null || names === undefined ? [] : await namesOf(names, call);
      const fitting = found.filter((name) => name.startsWith(typed) && !name.includes('\n'));
      call.answer([...words, ...fitting]);
      for (const word of [...words, ...new Set(fitting)]) call.say(word);
    },
  },
];

/** None where Rota does not run: a Tab must not open a data folder. */
async function namesOf(names: NonNullable<Command['names']>, { config }: Call): Promise<string[]> {
  const connection = await runningServer(config);
  if (connection === null) return [];
  if (names === 'processes') return (await connection.ask('processes')).processes.map(({ process }) => process.name);
  if (names === 'schedules') return (await allSchedules(connection)).map(({ name }) => name);
  return (await connection.ask('runs', { query: { limit: '30' } })).runs.map(({ id }) => id);
}
