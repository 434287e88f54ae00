import { type FileHandle, open } from 'node:fs/promises';
import type { LogLine } from '../../contract/run.ts';
import { type Block, type LogIndex, createLogIndex } from './log-index.ts';
import { isProblemAt, parseLogLine } from './log-line.ts';

const chunkBytes = 256 * 1024;
/** What is told of at once; a reader that gets more than it can take at a time is taken for one that does not read. */
const mostNewBytes = 128 * 1024;
const lastLines = 20;
/** Indexes kept; one takes a few bytes for every thousand lines of its log. */
const maxIndexes = 32;

export interface LogPage {
  readonly lines: LogLine[];
  /** Lines of the whole log so far. */
  readonly total: number;
  /** The log was cut at its size limit. */
  readonly isCut: boolean;
  /** Number to go on from; null where nothing follows. */
  readonly next: number | null;
}

const indexes = new Map<string, { readonly inode: number; size: number; readonly index: LogIndex }>();

/**
 * Reads up to `limit` lines from line `from` (from 1) on; with `problemsOnly` those that are warnings, errors or from
 * stderr. A log that does not exist yet is empty.
 */
export async function readLog(
  file: string,
  { from, limit, problemsOnly = false }: { from: number; limit: number; problemsOnly?: boolean },
): Promise<LogPage> {
  const handle = await openIfThere(file);
  if (handle === null) return { lines: [], total: 0, isCut: false, next: null };
  try {
    const index = await indexOf(file, handle);
    const { lines, next } = await readLines(handle, index, from, limit, problemsOnly);
    return { lines, total: index.lines, isCut: index.isCut, next };
  } finally {
    await handle.close();
  }
}

/** Where somebody who follows a log is: what was read, and the number of the line that comes next. */
export interface LogPlace {
  readonly offset: number;
  readonly line: number;
}

/** Behind the last finished line; of a log that does not exist yet, the begin. */
export async function endOfLog(file: string): Promise<LogPlace> {
  const handle = await openIfThere(file);
  if (handle === null) return { offset: 0, line: 1 };
  try {
    return endOf(await indexOf(file, handle));
  } finally {
    await handle.close();
  }
}

/**
 * Reads the finished lines that came after a place. Of more than `mostNewBytes` only the last few: who follows sees the gap in their
 * numbers and reads as much of it as is wanted.
 */
export async function readNewLines(file: string, place: LogPlace): Promise<{ lines: LogLine[]; place: LogPlace }> {
  const handle = await openIfThere(file);
  if (handle === null) return { lines: [], place };
  try {
    const index = await indexOf(file, handle);
    const end = endOf(index);
    const size = end.offset - place.offset;
    if (size <= 0) return { lines: [], place };
    if (size > mostNewBytes) {
      const from = Math.max(place.line, end.line - lastLines);
      const { lines } = await readLines(handle, index, from, end.line - from, false);
      return { lines: lastOf(lines), place: end };
    }
    const bytes = Buffer.allocUnsafe(size);
    await handle.read(bytes, 0, size, place.offset);
    const texts = bytes.toString('utf8', 0, size - 1).split('\n');
    return { lines: texts.map((text, position) => parseLogLine(text, place.line + position)), place: end };
  } finally {
    await handle.close();
  }
}

/** The last ones that are told of at once; of lines that are as long as that by themselves, one. */
function lastOf(lines: readonly LogLine[]): LogLine[] {
  let letters = 0;
  const enough = lines.findLastIndex(({ text }) => (letters += text.length) > mostNewBytes);
  return lines.slice(Math.min(enough + 1, lines.length - 1));
}

const endOf = (index: LogIndex): LogPlace => ({ offset: index.bytes, line: index.lines + 1 });

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The index of a log, brought up to date; begun anew where the file is another or got shorter. */
async function indexOf(file: string, handle: FileHandle): Promise<LogIndex> {
  const { ino, size } = await handle.stat();
  let entry = indexes.get(file);
  if (entry === undefined || entry.inode !== ino || size < entry.size)
    entry = { inode: ino, size, index: createLogIndex() };
  entry.size = size;
  indexes.delete(file);
  indexes.set(file, entry);
  const oldest = indexes.keys().next().value;
  if (indexes.size > maxIndexes && oldest !== undefined) indexes.delete(oldest);
  await entry.index.extend(handle, size);
  return entry.index;
}

async function readLines(handle: FileHandle, index: LogIndex, from: number, limit: number, problemsOnly: boolean) {
  const lines: LogLine[] = [];
  const blocks = [...index.blocks];
  const total = index.lines;
  for (const [position, block] of blocks.entries()) {
    const following = blocks[position + 1];
    if (following !== undefined && following.line <= from) continue;
    if (problemsOnly && block.problems === 0) continue;
    for (const line of await readBlock(handle, block, following, total, problemsOnly)) {
      if (line.number < from) continue;
      if (lines.length === limit) return { lines, next: line.number };
      lines.push(line);
    }
  }
  return { lines, next: null };
}

async function readBlock(
  handle: FileHandle,
  block: Block,
  following: Block | undefined,
  total: number,
  problemsOnly: boolean,
): Promise<LogLine[]> {
  const count = (following?.line ?? total + 1) - block.line;
  const bytes = await readFrom(handle, block.offset, following?.offset, count);
  const lines: LogLine[] = [];
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1) break;
    if (!problemsOnly || isProblemAt(bytes, start)) {
      lines.push(parseLogLine(bytes.toString('utf8', start, end), block.line + index));
    }
    start = end + 1;
  }
  return lines;
}

/** The bytes of a block; of the last one, whose end is not known, as many as `count` lines need. */
async function readFrom(handle: FileHandle, from: number, to: number | undefined, count: number): Promise<Buffer> {
  if (to !== undefined) {
    const bytes = Buffer.allocUnsafe(to - from);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  }
  const chunks: Buffer[] = [];
  let lines = 0;
  for (let offset = from; lines < count;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const { bytesRead } = await handle.read(chunk, 0, chunkBytes, offset);
    if (bytesRead === 0) break;
    chunks.push(chunk.subarray(0, bytesRead));
    offset += bytesRead;
    for (let index = 0; index < bytesRead; index += 1) if (chunk[index] === 0x0a) lines += 1;
  }
  return Buffer.concat(chunks);
}
