import type { Language } from '../../../contract/language.ts';
import type { LogLine, Run } from '../../../contract/run.ts';
import { said } from '../../../contract/translatable.ts';
import type { ChannelFile } from '../channel-message.ts';
import { createSpeaker } from './speaker.ts';

/** A longer log loses its beginning. */
const mostBytes = 256 * 1024;
/** What stands in the text of a message itself. */
const mostShown = 15;
const mostLetters = 300;

/** The last lines of a log, for the text of a message. */
export const shownLines = (lines: readonly LogLine[]): string[] =>
  lines
    .slice(-mostShown)
    .map(({ text }) =>
      text.length > mostLetters ? `${text.slice(0, mostLetters).replace(/[\uD800-\uDBFF]$/, '')}…` : text,
    );

/** The log as a file: whole, or its last lines with a first one that says how many were left out. */
export async function logFile(
  run: Pick<Run, 'process'>,
  log: { readonly lines: readonly LogLine[]; readonly total: number },
  { language, zone }: { readonly language: Language; readonly zone: string },
): Promise<ChannelFile> {
  const { say, time } = await createSpeaker(language, zone);
  const texts: string[] = [];
  let bytes = 0;
  for (const { at, text } of log.lines.toReversed()) {
    const line = `${time(at)}  ${text}\n`;
    bytes += Buffer.byteLength(line);
    if (bytes > mostBytes && texts.length > 0) break;
    texts.push(line);
  }
  const left = log.total - texts.length;
  const head = left > 0 ? `… ${say(said`${left} lines before these are left out`)}\n` : '';
  return {
    name: `${run.process.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 80)}.log.txt`,
    mediaType: 'text/plain; charset=utf-8',
    content: Buffer.from(head + texts.toReversed().join('')),
  };
}
