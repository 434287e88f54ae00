import { open } from 'node:fs/promises';
import type { LogLine } from '../../../contract/run.ts';
import { readLines } from './log-blocks.ts';
import { type Found, type LogSearch, findLines } from './log-find.ts';
import type { LogGroup } from './log-groups.ts';
import { type LogBytes, type LogIndex, createLogIndex } from './log-index.ts';
import { parseLogLine } from './log-line.ts';

/** The most bytes in one announcement; a reader that cannot take them at once would be disconnected as not reading. */
const mostNewBytes = 128 * 1024;
const lastLines = 20;
/** The number of cached indexes; one takes a few bytes per thousand lines of its log. */
const maxIndexes = 32;

export interface LogPage {
  readonly lines: LogLine[];
  /** Lines of the whole log so far. */
  readonly total: number;
  /** The log was cut at its size limit. */
  readonly isCut: boolean;
  /** The line to continue from; null if nothing follows. */
  readonly next: number | null;
}

/** The file of a log; if it was archived, `packed` resolves to its bytes, or null. */
export type LogAt = string | { readonly file: string; readonly packed: () => Promise<Buffer | null> };

const indexes = new Map<string, { readonly inode: number; size: number; readonly index: LogIndex }>();

/**
 * Reads up to `limit` lines from line `from` (from 1) on; with `problemsOnly` those that are warnings, errors or from
 * stderr. A log that does not exist yet is empty.
 */
export async function readLog(
  log: LogAt,
  { from, limit, problemsOnly = false }: { from: number; limit: number; problemsOnly?: boolean },
): Promise<LogPage> {
  const page = await withLog(log, async (handle, index) => {
    const { lines, next } = await readLines(handle, index, from, limit, problemsOnly);
    return { lines, total: index.lines, isCut: index.isCut, next };
  });
  return page ?? { lines: [], total: 0, isCut: false, next: null };
}

/** The last `count` lines of a log. */
export async function readLastLines(log: LogAt, count: number): Promise<LogPage> {
  const page = await withLog(log, async (handle, index) => {
    const total = index.lines;
    const { lines } = await readLines(handle, index, Math.max(1, total - count + 1), count, false);
    return { lines, total, isCut: index.isCut, next: null };
  });
  return page ?? { lines: [], total: 0, isCut: false, next: null };
}

/** The next lines that contain a text; a long log takes several calls. */
export async function findInLog(log: LogAt, search: LogSearch): Promise<Found> {
  const found = await withLog(log, (handle, index) => findLines(handle, index, search));
  return found ?? { lines: [], next: null, total: 0 };
}

/** The groups of a log, in the order in which they begin. */
export async function readGroups(log: LogAt): Promise<{ groups: LogGroup[]; areCut: boolean }> {
  const found = await withLog(log, (_handle, { groups }) => ({
    groups: groups.groups.map((group) => ({ ...group })),
    areCut: groups.areCut,
  }));
  return found ?? { groups: [], areCut: false };
}

async function withLog<Result>(
  log: LogAt,
  read: (handle: LogBytes, index: LogIndex) => Promise<Result> | Result,
): Promise<Result | null> {
  const { file, packed = undefined } = typeof log === 'string' ? { file: log } : log;
  const handle = await openIfThere(file, packed);
  if (handle === null) return null;
  try {
    return await read(handle, await indexOf(file, handle));
  } finally {
    await handle.close();
  }
}

/** The position of a reader that follows a log: the bytes read, and the number of the next line. */
export interface LogPlace {
  readonly offset: number;
  readonly line: number;
}

/** The position after the last complete line; for a log that does not exist yet, its beginning. */
export async function endOfLog(log: LogAt): Promise<LogPlace> {
  return (await withLog(log, (_handle, index) => endOf(index))) ?? { offset: 0, line: 1 };
}

/**
 * Reads the complete lines after a position. If they exceed `mostNewBytes`, only the last few: the reader sees the gap in their
 * numbers and can fetch the lines it needs.
 */
export async function readNewLines(log: LogAt, place: LogPlace): Promise<{ lines: LogLine[]; place: LogPlace }> {
  const read = await withLog(log, async (handle, index) => {
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
  });
  return read ?? { lines: [], place };
}

/** The last lines that fit into one announcement; if a single line is longer than that, this one. */
function lastOf(lines: readonly LogLine[]): LogLine[] {
  let letters = 0;
  const enough = lines.findLastIndex(({ text }) => (letters += text.length) > mostNewBytes);
  return lines.slice(Math.min(enough + 1, lines.length - 1));
}

const endOf = (index: LogIndex): LogPlace => ({ offset: index.bytes, line: index.lines + 1 });

async function openIfThere(file: string, packed?: () => Promise<Buffer | null>): Promise<LogBytes | null> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const bytes = (await packed?.()) ?? null;
    return bytes === null ? null : inMemory(bytes);
  }
}

function inMemory(bytes: Buffer): LogBytes {
  return {
    stat: () => Promise.resolve({ ino: 0, size: bytes.length }),
    read: (into, offset, length, position) =>
      Promise.resolve({ bytesRead: bytes.copy(into, offset, position, position + length) }),
    close: () => Promise.resolve(),
  };
}

/** The index of a log, updated; rebuilt if the file was replaced or got shorter. */
async function indexOf(file: string, handle: LogBytes): Promise<LogIndex> {
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
