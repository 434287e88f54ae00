import { closeSync, constants, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Never blocks: a pipe that a robot has put in the place of its next log counts as a file that cannot be written. */
const appending =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** Writes to one log; never throws: a fault is reported once, and lines that could not be written are counted. */
export function createLineAppender(file: string, now: () => number, onTrouble: (code: string) => void) {
  let written = 0;
  let lost = 0;
  let wasTold = false;
  let descriptor: number | null = null;
  let stampedAt = -1;
  let stamp = '';
  return { write, close, timeStamp, written: () => written };

  /** A robot may delete its own folder: its later output is still logged. */
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

  /** After a failed write the file is opened again the next time, because what replaced it may be gone (Windows opens a folder, too). */
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
