import type { LogLine } from '../../../contract/run.ts';
import type { Block, LogBytes, LogIndex } from './log-index.ts';
import { isProblemAt, parseLogLine } from './log-line.ts';

const chunkBytes = 256 * 1024;

/** Up to `limit` lines from line `from` on; with `problemsOnly` those that are warnings, errors or from stderr. */
export async function readLines(
  handle: LogBytes,
  index: LogIndex,
  from: number,
  limit: number,
  problemsOnly: boolean,
): Promise<{ lines: LogLine[]; next: number | null }> {
  const lines: LogLine[] = [];
  const total = index.lines;
  for (let position = blockOf(index, from); position < index.blocks.length; position += 1) {
    const block = index.blocks[position];
    if (block === undefined || block.line > total) break;
    if (problemsOnly && block.problems === 0) continue;
    const { bytes, count } = await readBlock(handle, index, position, total);
    let start = 0;
    for (let number = block.line; number < block.line + count; number += 1) {
      const end = bytes.indexOf(0x0a, start);
      if (end === -1) break;
      if (number >= from && (!problemsOnly || isProblemAt(bytes, start))) {
        if (lines.length === limit) return { lines, next: number };
        lines.push(parseLogLine(bytes.toString('utf8', start, end), number));
      }
      start = end + 1;
    }
  }
  return { lines, next: null };
}

/** The index of the block that contains a line, or would. */
export function blockOf({ blocks }: LogIndex, line: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.line ?? Infinity) <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The bytes of a block and how many lines begin in it. */
export async function readBlock(
  handle: LogBytes,
  index: LogIndex,
  position: number,
  total: number,
): Promise<{ bytes: Buffer; count: number }> {
  const block = index.blocks[position] as Block;
  const following = index.blocks[position + 1];
  const count = Math.min(following?.line ?? Infinity, total + 1) - block.line;
  return { bytes: await readFrom(handle, block.offset, following?.offset, count), count };
}

/** The bytes of a block; for the last one, whose end is unknown, as many as `count` lines need. */
async function readFrom(handle: LogBytes, from: number, to: number | undefined, count: number): Promise<Buffer> {
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
