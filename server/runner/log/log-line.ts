import { type LogLine, logLine } from '../../../contract/run.ts';
import { cutMark } from './attempt-log.ts';

/** `2026-11-23T14:03:04.889Z ` */
const stampLength = 25;
const levels: ReadonlySet<string> = new Set(logLine.shape.level.options);
const isLevel = (word: string): word is LogLine['level'] => levels.has(word);

/** Parses one line of a log file. If Rota did not write it (an edited file), all of it is text. */
export function parseLogLine(line: string, number: number): LogLine {
  const end = line.indexOf(' ', stampLength);
  const level = line.slice(stampLength, end === -1 ? undefined : end);
  const at = Date.parse(line.slice(0, stampLength - 1));
  if (Number.isNaN(at) || !isLevel(level)) return { number, at: 0, level: 'info', text: line };
  return { number, at, level, text: end === -1 ? '' : line.slice(end + 1) };
}

/** Whether the line at this offset is a warning, an error or from stderr, by the first letter of its level. */
export function isProblemAt(bytes: Buffer, lineStart: number): boolean {
  const letter = bytes[lineStart + stampLength];
  return letter === 0x77 || letter === 0x65 || letter === 0x73; // w, e, s
}

/** Whether the child itself marked it as an error. */
export const isErrorAt = (bytes: Buffer, lineStart: number): boolean => bytes[lineStart + stampLength] === 0x65;

export const isStderrAt = (bytes: Buffer, lineStart: number): boolean => bytes[lineStart + stampLength] === 0x73;

/** Whether Rota itself wrote it. */
export const isRotaAt = (bytes: Buffer, lineStart: number): boolean => bytes[lineStart + stampLength] === 0x72;

/** The offset of the text in a child's line: after `info `, `notice `, `stderr ` or `warning `. */
export function textStartAt(bytes: Buffer, lineStart: number): number {
  const letter = bytes[lineStart + stampLength];
  return lineStart + stampLength + (letter === 0x69 ? 5 : letter === 0x77 ? 8 : 7);
}

const cutBytes = Buffer.from(`rota ${cutMark}`);

/** Whether the line that begins there is the mark of a cut log. */
export function isCutAt(bytes: Buffer, lineStart: number): boolean {
  const from = lineStart + stampLength;
  return bytes[from] === 0x72 && bytes.compare(cutBytes, 0, cutBytes.length, from, from + cutBytes.length) === 0;
}
