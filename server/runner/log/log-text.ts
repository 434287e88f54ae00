import { createReadStream } from 'node:fs';
import { createGroupText } from '../../../contract/log-groups.ts';
import { parseLogLine } from './log-line.ts';
import { Readable } from 'node:stream';

/** A log file as text; the lines of a group are indented below its title. */
export const groupedLog = (file: string): Readable => Readable.from(groupedChunks(file));

async function* groupedChunks(file: string): AsyncGenerator<string> {
  const shown = createGroupText();
  let open = '';
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (open + chunk).split('\n');
    open = lines.pop() ?? '';
    yield lines.map(asText).join('');
  }
  if (open !== '') yield asText(open);

  function asText(raw: string): string {
    const line = parseLogLine(raw, 0);
    const text = shown(line);
    if (text === null) return '';
    return `${raw.slice(0, raw.length - line.text.length)}${text}\n`;
  }
}
