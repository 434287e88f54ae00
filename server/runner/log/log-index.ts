import { type LogGroups, createLogGroups } from './log-groups.ts';
import { isCutAt, isErrorAt, isProblemAt, isRotaAt, textStartAt } from './log-line.ts';

/**
 * The size of a block, in lines and bytes. The offsets of blocks are cached, so that a page far down a log is found without reading
 * all of it.
 */
const blockLines = 1000;
const blockBytes = 256 * 1024;
const chunkBytes = 256 * 1024;

/** The source of a log: an open file, or bytes from a pack. */
export interface LogBytes {
  stat(): Promise<{ readonly ino: number; readonly size: number }>;
  read(into: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

export interface Block {
  readonly offset: number;
  /** Number of its first line, from 1. */
  readonly line: number;
  problems: number;
}

/** The offsets of one log's lines, as far as it has been read. */
export interface LogIndex {
  readonly blocks: Block[];
  readonly groups: LogGroups;
  lines: number;
  /** The offset after the indexed lines. */
  bytes: number;
  isCut: boolean;
  /** Reads what was added since; only complete lines count. One reader at a time. */
  extend(file: LogBytes, size: number): Promise<void>;
}

export function createLogIndex(): LogIndex {
  let busy: Promise<void> = Promise.resolve();

  const index: LogIndex = {
    blocks: [],
    groups: createLogGroups(),
    lines: 0,
    bytes: 0,
    isCut: false,
    extend(file, size) {
      busy = busy.catch(() => {}).then(() => scan(file, size));
      return busy;
    },
  };
  return index;

  async function scan(file: LogBytes, size: number): Promise<void> {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    while (index.bytes < size) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(chunkBytes, size - index.bytes), index.bytes);
      const bytes = chunk.subarray(0, bytesRead);
      const used = takeLines(bytes);
      if (used === 0) return;
      index.bytes += used;
    }
  }

  /** Counts the complete lines; returns their size in bytes. */
  function takeLines(bytes: Buffer): number {
    let from = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, from)) {
      let block = index.blocks.at(-1);
      const offset = index.bytes + from;
      if (!block || index.lines + 1 - block.line >= blockLines || offset - block.offset >= blockBytes) {
        block = { offset, line: index.lines + 1, problems: 0 };
        index.blocks.push(block);
      }
      index.lines += 1;
      if (isProblemAt(bytes, from)) block.problems += 1;
      if (isCutAt(bytes, from)) index.isCut = true;
      indexGroups(bytes, from, end);
      from = end + 1;
    }
    return from;
  }

  function indexGroups(bytes: Buffer, from: number, end: number): void {
    if (isRotaAt(bytes, from)) return index.groups.hear(index.lines, 'rota', '');
    if (isErrorAt(bytes, from)) return index.groups.hear(index.lines, 'error', '');
    let at = textStartAt(bytes, from);
    while (bytes[at] === 0x20 || bytes[at] === 0x09) at += 1;
    if (bytes[at] !== 0x3a || bytes[at + 1] !== 0x3a) return;
    index.groups.hear(index.lines, 'other', bytes.toString('utf8', at, end));
  }
}
