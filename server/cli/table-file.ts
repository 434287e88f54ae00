import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { languages } from '../../contract/language.ts';
import { cellSeparators } from '../../contract/runs-table.ts';
import { textOf, Usage, type Call } from './command.ts';

/** Language and separator of a table for spreadsheets, as the options say: without one Excel's in that language. */
export function tableHow(options: Call['options']): { language: string; separator: string } {
  const language = oneOf('language', textOf(options['language']), languages) ?? 'en';
  const separator =
    oneOf('separator', textOf(options['separator']), Object.keys(cellSeparators)) ??
    (language === 'en' ? 'comma' : 'semicolon');
  return { language, separator };
}

/** Writes a table into a file, or to stdout where that is `-`. */
export async function writeTableFile(
  { answer, say }: Call,
  pieces: ReadableStream<Uint8Array>,
  { file, done }: { readonly file: string; readonly done: string },
): Promise<void> {
  const bytes = Readable.fromWeb(pieces as WebStream);
  if (file === '-') return pipeline(bytes, process.stdout, { end: false });
  await pipeline(bytes, createWriteStream(file));
  answer({ file });
  say(done);
}

export function oneOf(name: string, text: string | undefined, all: readonly string[]): string | undefined {
  if (text !== undefined && !all.includes(text)) throw new Usage(`--${name}: "${text}" is none of ${all.join(', ')}.`);
  return text;
}
