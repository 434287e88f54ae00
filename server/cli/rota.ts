#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { useOwnCompileCache } from '../compile-cache.ts';
import { readConfig, readVersion } from '../config.ts';
import { Usage, type Call, type Command, type Options } from './command.ts';
import { commands } from './commands.ts';
import { printable, printableJson } from './printable.ts';

/** The commands that begin with these words; all of them if none does. */
function help(words: readonly string[]): string {
  const asked = words.join(' ');
  const shown = commands.filter(({ isHidden }) => isHidden !== true);
  const meant = shown.filter(({ name }) => name === asked || name.startsWith(`${asked} `));
  const lines = (meant.length > 0 ? meant : shown).map(
    ({ name, usage, summary }) => `  rota ${`${name} ${usage}`.trimEnd()}\n      ${summary}`,
  );
  return [
    'rota: run software robots on this computer',
    '',
    ...lines,
    '',
    '  --home FOLDER   the data folder (else ROTA_HOME)',
    '  --json          print the result as JSON, and nothing else',
    '  --help, --version',
    '',
    '  Exit codes: 0 done; 1 it was refused, or what was asked for did not succeed; 2 a mistake on the command line; 3 Rota is not running ("rota status")',
    '',
    'Commands that need no running Rota work on the data folder while none runs.',
  ].join('\n');
}

function find(words: readonly string[]): Command {
  const two = words.slice(0, 2).join(' ');
  const command = commands.find(({ name }) => name === two) ?? commands.find(({ name }) => name === words[0]);
  if (command) return command;
  if (words.length === 0) throw new Usage('Say what to do.');
  const rest = commands.flatMap(({ name }) => (name.startsWith(`${words[0]} `) ? [`rota ${name}`] : []));
  throw new Usage(
    rest.length > 0 && words.length === 1
      ? `"rota ${two}" alone does nothing. There are: ${rest.join(', ')}.`
      : `There is no command "${two}".${rest.length > 0 ? ` There are: ${rest.join(', ')}.` : ''}`,
  );
}

const general = { json: { type: 'boolean' }, home: { type: 'string' } } as const satisfies Options;

/** The words that are neither options nor their values. Options may come before the command. */
function wordsOf(argv: readonly string[]): string[] {
  const options = Object.assign({}, ...commands.map((command) => command.options ?? {}), general) as Options;
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true }).positionals;
}

async function main(argv: readonly string[]): Promise<number> {
  const isAsked = !argv.includes('--'); // Behind it stand words, such as those of a completion.
  if (isAsked && argv.includes('--version')) return (console.log(readVersion()), 0);
  const words = wordsOf(argv);
  if (argv.length === 0 || (isAsked && (argv.includes('--help') || argv.includes('-h'))))
    return (console.log(help(words)), 0);
  if (words[0] === 'help') return (console.log(help(words.slice(1))), 0);
  const command = find(words);
  const { values, positionals: all } = parseArgs({
    args: [...argv],
    options: { ...command.options, ...general },
    allowPositionals: true,
  });
  const positionals = all.slice(command.name.split(' ').length);
  if (positionals.length > command.takes || positionals.length < (command.least ?? command.takes))
    throw new Usage(
      `${positionals.length < command.takes ? 'Something is missing' : `"${positionals[command.takes]}" is too much`}: rota ${`${command.name} ${command.usage}`.trimEnd()}`,
    );
  const isJson = values['json'] === true;
  const config = readConfig(undefined, typeof values['home'] === 'string' ? { ROTA_HOME: values['home'] } : {});
  // Each command loads only the modules that it needs.
  useOwnCompileCache(config.home);
  const call: Call = {
    config,
    arguments: positionals,
    options: values,
    say: (text) => {
      if (!isJson) console.log(printable(text));
    },
    answer: (value) => {
      if (isJson) console.log(printableJson(value));
    },
  };
  return (await command.run(call)) ?? 0;
}

// The reader of the pipe may have closed it, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

/** Ends after stdout is flushed: a pipe on Windows takes a while. */
const end = (code: number) => process.stdout.write('', () => process.exit(code));

main(process.argv.slice(2)).then(end, (error: unknown) => {
  const words = error instanceof Error ? error.message : String(error);
  const isUsage = error instanceof Usage || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  console.error(printable(isUsage ? `${words}\nHelp: rota --help` : words));
  process.stderr.write('', () => end(isUsage ? 2 : 1));
});
