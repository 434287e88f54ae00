import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Config } from '../config.ts';
import { Usage } from './command.ts';

/** The server's own limit (contract/backups.ts). */
const fewestLetters = 8;

/**
 * Reads a passphrase, never from an argument, which other programs of the computer can see. Sources in order: the variable
 * ROTA_PASSPHRASE, a hidden prompt on the terminal (twice for a new one), the first line of piped input.
 */
export async function readPassphrase({ environment }: Config, { isNew }: { readonly isNew: boolean }): Promise<string> {
  const given = environment['ROTA_PASSPHRASE'] || (await askHidden('Passphrase: '));
  if (given === '') throw new Usage('No passphrase was given: type one, or set ROTA_PASSPHRASE.');
  if (!isNew) return given;
  if ([...given].length < fewestLetters)
    throw new Usage(`The passphrase is too short: take at least ${fewestLetters} characters, better a few words.`);
  const isTyped = !environment['ROTA_PASSPHRASE'] && process.stdin.isTTY;
  if (isTyped && (await askHidden('Once more: ')) !== given) throw new Usage('The two passphrases are not the same.');
  return given;
}

/** One line, not shown while it is typed. */
export async function askHidden(question: string): Promise<string> {
  const isTyped = process.stdin.isTTY;
  if (isTyped) process.stderr.write(question);
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: hidden, terminal: isTyped });
  try {
    for await (const line of reader) return line;
    return '';
  } finally {
    reader.close();
    if (isTyped) process.stderr.write('\n');
  }
}
