import { blockOf, readBlock } from './log-blocks.ts';
import type { LogBytes, LogIndex } from './log-index.ts';
import { isErrorAt, isProblemAt, isStderrAt, parseLogLine } from './log-line.ts';

export interface LogSearch {
  /** The text to find, ignoring case, accents and the Turkish i's; '' matches every line. */
  readonly text: string;
  readonly levels: 'all' | 'problems' | 'errors';
  readonly from: number;
}

export interface Found {
  /** Numbers of the lines. */
  readonly lines: number[];
  /** The line to continue from; null if the whole log has been searched. */
  readonly next: number | null;
  readonly total: number;
}

/** Bytes searched per call, so that the first matches are shown soon. */
const mostBytes = 8 * 1024 * 1024;
const mostFound = 20_000;

const escape = String.fromCharCode(27);
const bell = String.fromCharCode(7);
/** Colours and titles, which are not part of the text. */
const controls = new RegExp(
  `${escape}\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)|${escape}\\[[0-?]*[ -/]*[@-~]`,
  'g',
);

/** Folds a text for comparison, in the same way as the page, which marks the matches. */
export const foldText = (text: string): string =>
  /^[\t\n\r -~]*$/.test(text)
    ? text.toLowerCase()
    : text.replace(/[İIı]/g, 'i').toLowerCase().replaceAll('ς', 'σ').normalize('NFD').replace(/\p{M}/gu, '');

/** Searches the lines from `from` on. */
export async function findLines(handle: LogBytes, index: LogIndex, search: LogSearch): Promise<Found> {
  const needle = foldText(search.text);
  const total = index.lines;
  const lines: number[] = [];
  let read = 0;
  for (let position = blockOf(index, search.from); position < index.blocks.length; position += 1) {
    const block = index.blocks[position];
    if (block === undefined || block.line > total) break;
    if (search.levels !== 'all' && block.problems === 0) continue;
    if (read >= mostBytes || lines.length >= mostFound) return { lines, next: block.line, total };
    const { bytes, count } = await readBlock(handle, index, position, total);
    read += bytes.length;
    lookIn(bytes, block.line, count);
  }
  return { lines, next: null, total };

  function lookIn(bytes: Buffer, first: number, count: number): void {
    if (needle !== '' && !plainOf(bytes.toString()).includes(needle)) return;
    let start = 0;
    for (let number = first; number < first + count; number += 1) {
      const end = bytes.indexOf(0x0a, start);
      if (end === -1) break;
      if (number >= search.from && isWanted(bytes, start, end, number)) lines.push(number);
      start = end + 1;
    }
  }

  function isWanted(bytes: Buffer, start: number, end: number, number: number): boolean {
    if (search.levels === 'problems' && !isProblemAt(bytes, start)) return false;
    if (search.levels === 'errors' && !isErrorAt(bytes, start) && !isStderrAt(bytes, start)) return false;
    return needle === '' || plainOf(parseLogLine(bytes.toString('utf8', start, end), number).text).includes(needle);
  }
}

const plainOf = (text: string): string => foldText(text.includes(escape) ? text.replace(controls, '') : text);
