import { closeSync, constants, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { LogLine } from '../../contract/run.ts';

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

export interface LogFile {
  /** `text` is one line and already masked. */
  readonly line: (level: Level, text: string) => void;
  /** Writes what waits. Never throws: trouble is told once, and what could not be written is counted. */
  flush(): void;
  close(): void;
}

/**
 * Appends lines `2026-11-23T14:03:04.889Z level text` to one attempt's log. From `maxBytes` on only lines of Rota itself
 * are kept. Writes are synchronous on purpose: a child that floods is slowed by its own pipe, and nothing piles up here.
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
  let isCut = false;
  let wasTold = false;
  let descriptor: number | null = null;
  let stampedAt = -1;
  let stamp = '';

  const log: LogFile = {
    line(level, text) {
      if (isCut && level !== 'rota') return;
      waiting += `${timeStamp()} ${level} ${text}\n`;
      if (waiting.length >= flushAt) log.flush();
    },
    flush() {
      if (waiting === '') return;
      const bytes = Buffer.from(waiting);
      waiting = '';
      if (isCut || written + bytes.length <= maxBytes) return write(bytes);
      isCut = true;
      const fitting = bytes.subarray(0, Math.max(0, maxBytes - written));
      write(Buffer.concat([fitting.subarray(0, fitting.lastIndexOf(0x0a) + 1), markLine(bytes)]));
    },
    close() {
      log.flush();
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

  /** The mark, and after it the lines of Rota itself that stood in the part that is cut off. */
  function markLine(bytes: Buffer): Buffer {
    const own =
      bytes
        .toString()
        .slice(-4096)
        .match(/^\S{24} rota .*\n/gm) ?? [];
    const limit = maxBytes >= 1_000_000 ? `${Math.round(maxBytes / 1_000_000)} MB` : `${maxBytes} bytes`;
    return Buffer.from(`${timeStamp()} rota ${cutMark}${limit}: the rest is not kept\n${own.join('')}`);
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
