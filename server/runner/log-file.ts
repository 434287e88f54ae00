import { closeSync, constants, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { LogLine } from '../../contract/run.ts';
import { removeTail, writeTail } from './log-tail-file.ts';

export type Level = LogLine['level'];

/** Begins the text of the line that stands where a log was cut. Stored: do not change. */
export const cutMark = 'log cut at ';

/** Never waits: a pipe that a robot has put in the place of its next log is refused, as a file that cannot be written. */
const appending =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** Lines wait in memory until there are this many characters of them, or until the next tick. */
const flushAt = 64 * 1024;

/** Of a log over its limit so much of its end is kept in memory: what a run died of stands there. */
const mostTailBytes = 1_000_000;

export interface LogFile {
  /** `text` is one line and already masked. */
  readonly line: (level: Level, text: string) => void;
  /** Writes what waits. Never throws: trouble is told once, and what could not be written is counted. */
  flush(): void;
  close(): void;
}

/**
 * Appends lines `2026-11-23T14:03:04.889Z level text` to one attempt's log. Of more than `maxBytes` the
 * first and the last lines are kept, with a mark between that counts what is left out. Writes are synchronous on purpose: a child that floods is slowed by its own pipe, and nothing piles up here.
 */
export function createLogFile(
  file: string,
  maxBytes: number,
  now: () => number,
  onTrouble: (code: string) => void,
): LogFile {
  let waiting = '';
  let written = 0;
  let lost = 0;
  const tailBytes = Math.min(mostTailBytes, Math.floor(maxBytes / 4));
  let tail: string[] = [];
  /** How many at the front of the tail are left out already. */
  let dropped = 0;
  let tailLength = 0;
  let leftOut = 0;
  let isHeadFull = false;
  /** The tail has changed since it was put beside the log; nobody needs it before something was left out. */
  let isTailNew = false;
  let wasTold = false;
  let descriptor: number | null = null;
  let stampedAt = -1;
  let stamp = '';

  const log: LogFile = {
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
      if (written + bytes.length <= maxBytes - tailBytes) return write(bytes);
      isHeadFull = true;
      const fitting = bytes.lastIndexOf(0x0a, Math.max(0, maxBytes - tailBytes - written - 1)) + 1;
      if (fitting > 0 && written + fitting <= maxBytes - tailBytes) write(bytes.subarray(0, fitting));
      for (const line of bytes.toString('utf8', fitting).split(/(?<=\n)/)) keepLast(line);
    },
    close() {
      log.flush();
      const mark =
        leftOut === 0 ? '' : `${timeStamp()} rota ${leftOut} lines are left out here; the last ones follow\n`;
      if (tail.length > 0) write(Buffer.from(mark + tail.slice(dropped).join('')));
      if (isHeadFull) removeTail(file);
      close();
    },
  };
  return log;

  /** A robot may take its own folder away: what it says from then on is kept. */
  function open(): number {
    try {
      return openSync(file, appending, 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      return openSync(file, appending, 0o600);
    }
  }

  function close(): void {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  }

  /** The head is full: of what comes only the last lines are kept, until the log is closed. */
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
    // Taking the first of a long list moves all others: they are moved once for many.
    if (dropped > 1_000 && dropped > tail.length / 2) {
      tail = tail.slice(dropped);
      dropped = 0;
    }
  }

  function markLine(): string {
    const limit = maxBytes >= 1_000_000 ? `${Math.round(maxBytes / 1_000_000)} MB` : `${maxBytes} bytes`;
    return `${timeStamp()} rota ${cutMark}${limit}: its last lines follow when the run is over\n`;
  }

  function write(bytes: Buffer): void {
    try {
      const wasRemoved = descriptor !== null && fstatSync(descriptor).nlink === 0;
      if (wasRemoved) close();
      descriptor ??= open();
      if (wasRemoved)
        writeAll(descriptor, Buffer.from(`${timeStamp()} rota the log was removed: its lines so far are lost\n`));
      if (lost > 0) {
        writeAll(descriptor, Buffer.from(`${timeStamp()} rota ${lost} lines could not be written and are lost\n`));
      }
      writeAll(descriptor, bytes);
      lost = 0;
      written += bytes.length;
    } catch (error) {
      for (const byte of bytes) if (byte === 0x0a) lost += 1;
      if (!wasTold) onTrouble((error as NodeJS.ErrnoException).code ?? String(error));
      wasTold = true;
      dropFile();
    }
  }

  /** What could not be written into is opened anew by the next write: what stood in its place may be gone (Windows opens a folder, too). */
  function dropFile(): void {
    try {
      close();
    } catch {
      descriptor = null;
    }
  }

  function timeStamp(): string {
    const at = now();
    if (at !== stampedAt) {
      stampedAt = at;
      stamp = new Date(at).toISOString();
    }
    return stamp;
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}
