import type { FileHandle } from 'node:fs/promises';
import { isCutAt, isProblemAt } from './log-line.ts';

/** Lines a block: the places of blocks are remembered, so that a page far down a log is found without reading it all. */
const blockLines = 1000;
const chunkBytes = 256 * 1024;

export interface Block {
  readonly offset: number;
  /** Number of its first line, from 1. */
  readonly line: number;
  problems: number;
}

/** Where the lines of one log are, as far as it has been read. */
export interface LogIndex {
  readonly blocks: Block[];
  lines: number;
  /** Where the line after them begins. */
  bytes: number;
  isCut: boolean;
  /** Reads what was added since; only finished lines count. One reader at a time. */
  extend(file: FileHandle, size: number): Promise<void>;
}

export function createLogIndex(): LogIndex {
  let busy: Promise<void> = Promise.resolve();

  const index: LogIndex = {
    blocks: [],
    lines: 0,
    bytes: 0,
    isCut: false,
    extend(file, size) {
      busy = busy.catch(() => {}).then(() => scan(file, size));
      return busy;
    },
  };
  return index;

  async function scan(file: FileHandle, size: number): Promise<void> {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    while (index.bytes < size) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(chunkBytes, size - index.bytes), index.bytes);
      const bytes = chunk.subarray(0, bytesRead);
      const used = takeLines(bytes);
      if (used === 0) return;
      index.bytes += used;
    }
  }

  /** Counts the finished lines; returns how many bytes they take. */
  function takeLines(bytes: Buffer): number {
    let from = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, from)) {
      if (index.lines % blockLines === 0) {
        index.blocks.push({ offset: index.bytes + from, line: index.lines + 1, problems: 0 });
      }
      index.lines += 1;
      const block = index.blocks.at(-1);
      if (block !== undefined && isProblemAt(bytes, from)) block.problems += 1;
      if (isCutAt(bytes, from)) index.isCut = true;
      from = end + 1;
    }
    return from;
  }
}
