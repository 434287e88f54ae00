import type { LogLine } from '../../../contract/run.ts';
import { removeTail, writeTail } from './log-tail-file.ts';
import { createLineAppender } from './append-lines.ts';

export type Level = LogLine['level'];

/** The beginning of the line that marks where a log was cut. Stored: do not change. */
export const cutMark = 'log cut at ';

/** Lines are buffered until they have this many characters, or until the next tick. */
const flushAt = 64 * 1024;

/** How much of the end of a log over its limit stays in memory, because the cause of a failure is there. */
const mostTailBytes = 1_000_000;

export interface AttemptLog {
  /** `text` is one line and already masked. */
  readonly line: (level: Level, text: string) => void;
  /** Flushes the buffer. Never throws: a fault is reported once, and lines that could not be written are counted. */
  flush(): void;
  close(): void;
}

/**
 * Appends lines `2026-11-23T14:03:04.889Z level text` to one attempt's log. Above `maxBytes` it keeps the first and the last lines, with a line
 * between that counts what is left out. Writes are synchronous on purpose: this puts backpressure on a child that floods its pipe, and nothing piles
 * up here.
 */
export function createAttemptLog(
  file: string,
  maxBytes: number,
  now: () => number,
  onTrouble: (code: string) => void,
): AttemptLog {
  const writer = createLineAppender(file, now, onTrouble);
  const { write, timeStamp } = writer;
  let waiting = '';
  const tailBytes = Math.min(mostTailBytes, Math.floor(maxBytes / 4));
  let tail: string[] = [];
  /** How many lines at the front of the tail have been dropped already. */
  let dropped = 0;
  let tailLength = 0;
  let leftOut = 0;
  let isHeadFull = false;
  /** The tail has changed since its file was written; only used once lines were left out. */
  let isTailNew = false;

  const log: AttemptLog = {
    line(level, text) {
      const line = `${timeStamp()} ${level} ${text}\n`;
      if (isHeadFull) return keepLast(line);
      waiting += line;
      if (waiting.length >= flushAt) log.flush();
    },
    flush() {
      if (isTailNew) writeTail(file, tail.slice(dropped), leftOut);
      isTailNew = false;
      if (waiting === '') return;
      const bytes = Buffer.from(waiting);
      waiting = '';
      if (writer.written() + bytes.length <= maxBytes - tailBytes) return write(bytes);
      isHeadFull = true;
      const fitting = bytes.lastIndexOf(0x0a, Math.max(0, maxBytes - tailBytes - writer.written() - 1)) + 1;
      if (fitting > 0 && writer.written() + fitting <= maxBytes - tailBytes) write(bytes.subarray(0, fitting));
      for (const line of bytes.toString('utf8', fitting).split(/(?<=\n)/)) keepLast(line);
    },
    close() {
      log.flush();
      const mark =
        leftOut === 0 ? '' : `${timeStamp()} rota ${leftOut} lines are left out here; the last ones follow\n`;
      if (tail.length > 0) write(Buffer.from(mark + tail.slice(dropped).join('')));
      if (isHeadFull) removeTail(file);
      writer.close();
    },
  };
  return log;

  /** The head is full: keeps only the last lines, until the log is closed. */
  function keepLast(line: string): void {
    tail.push(line);
    isTailNew = true;
    tailLength += line.length;
    while (tailLength > tailBytes && tail.length - dropped > 1) {
      if (leftOut === 0) write(Buffer.from(markLine()));
      leftOut += 1;
      tailLength -= tail[dropped]?.length ?? 0;
      dropped += 1;
    }
    // Removing the first entry of a long list moves all others, so it is done in batches.
    if (dropped > 1_000 && dropped > tail.length / 2) {
      tail = tail.slice(dropped);
      dropped = 0;
    }
  }

  function markLine(): string {
    const limit = maxBytes >= 1_000_000 ? `${Math.round(maxBytes / 1_000_000)} MB` : `${maxBytes} bytes`;
    return `${timeStamp()} rota ${cutMark}${limit}: its last lines follow when the run is over\n`;
  }
}
