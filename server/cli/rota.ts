#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { readConfig, readVersion } from '../config.ts';
import { Usage, type Call, type Command } from './command.ts';
import { commands } from './commands.ts';

enableCompileCache();

function help(): string {
  const lines = commands.map(({ name, usage, summary }) => `  rota ${`${name} ${usage}`.trimEnd()}\n      ${summary}`);
  return [
    'rota: run software robots on this computer',
    '',
    ...lines,
    '',
    '  --home FOLDER   the data folder (else ROTA_HOME)',
    '  --json          print the result as JSON, and nothing else',
    '  --help, --version',
    '',
    'Commands that need no running Rota work on the data folder while none runs.',
  ].join('\n');
}

function find(words: readonly string[]): { command: Command; rest: string[] } {
  const two = words.slice(0, 2).join(' ');
  const command = commands.find(({ name }) => name === two) ?? commands.find(({ name }) => name === words[0]);
  if (!command) throw new Usage(words.length === 0 ? 'Say what to do.' : `There is no command "${two}".`);
  return { command, rest: words.slice(command.name.split(' ').length) };
}

async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--version')) return (console.log(readVersion()), 0);
  if (argv.length === 0 || argv.includes('--help') || argv.includes('-h')) return (console.log(help()), 0);
  const firstOption = argv.findIndex((word) => word.startsWith('-'));
  const { command, rest } = find(firstOption < 0 ? argv : argv.slice(0, firstOption));
  const { values, positionals } = parseArgs({
    args: [...rest, ...(firstOption < 0 ? [] : argv.slice(firstOption))],
    options: { ...command.options, json: { type: 'boolean' }, home: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length !== command.takes) throw new Usage(`rota ${command.name} ${command.usage}`);
  const isJson = values['json'] === true;
  const config = readConfig(undefined, typeof values['home'] === 'string' ? { ROTA_HOME: values['home'] } : {});
  const call: Call = {
    config,
    arguments: positionals,
    options: values,
    say: (text) => {
      if (!isJson) console.log(text);
    },
    answer: (value) => {
      if (isJson) console.log(JSON.stringify(value));
    },
  };
  return (await command.run(call)) ?? 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof Usage || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    console.error(isUsage ? `${words}\nHelp: rota --help` : words);
    process.exit(isUsage ? 2 : 1);
  },
);
