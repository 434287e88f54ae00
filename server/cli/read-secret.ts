import { Usage } from './command.ts';
import { askHidden } from './passphrase.ts';

/** A secret, never from an argument: typed on the terminal and not shown, else all of the piped input without its last line end. */
export async function readSecret(question: string): Promise<string> {
  const given = process.stdin.isTTY ? await askHidden(question) : await pipedText();
  if (given === '') throw new Usage('No value was given: type it, or pipe it in.');
  return given;
}

/** The lines of a secret and what belongs to it, as of a code and a password; typed, only one. */
export async function secretLines(question: string): Promise<string[]> {
  const lines = (await readSecret(question)).split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Usage('No value was given: type it, or pipe it in.');
  return lines;
}

async function pipedText(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
