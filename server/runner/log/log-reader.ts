import { open } from 'node:fs/promises';
import type { LogLine } from '../../../contract/run.ts';
import { readLines } from './log-blocks.ts';
import { type Found, type LogSearch, findLines } from './log-find.ts';
import type { LogGroup } from './log-groups.ts';
import { type LogBytes, type LogIndex, createLogIndex } from './log-index.ts';
import { parseLogLine } from './log-line.ts';

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

/** The file of a log; where it is none of its own any more, `packed` has its bytes, or null. */
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

/** The next lines that hold a text; a long log is looked through in several calls. */
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

/** Where somebody who follows a log is: what was read, and the number of the line that comes next. */
export interface LogPlace {
  readonly offset: number;
  readonly line: number;
}

/** Behind the last finished line; of a log that does not exist yet, the begin. */
export async function endOfLog(log: LogAt): Promise<LogPlace> {
  return (await withLog(log, (_handle, index) => endOf(index))) ?? { offset: 0, line: 1 };
}

/**
 * Reads the finished lines that came after a place. Of more than `mostNewBytes` only the last few: who follows sees the gap in their
 * numbers and reads as much of it as is wanted.
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

/** The last ones that are told of at once; of lines that are as long as that by themselves, one. */
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

/** The index of a log, brought up to date; begun anew where the file is another or got shorter. */
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
