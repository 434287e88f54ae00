import { execFile, execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A pipe with a name, open at both ends: what is written into one is read from the other. */
export interface NamedPipe {
  /** Does not wait. */
  readonly reader: number;
  /** Waits, as programs expect of their standard output. Closed by `given`. */
  readonly writer: number;
  /** The child has its own end now. */
  given(): void;
  /** Nobody writes any more (`isClean`): another child may have it. Else it is taken away. The reader is closed by who reads. */
  done(isClean: boolean): void;
}

/** So many are made at a time: for each time a program has to be started. */
const batch = 32;
const fewLeft = 8;
const prefix = 'rota-pipes-';

let folder: string | null = null;
let count = 0;
let isRefilling = false;
const free: string[] = [];

/**
 * What Node calls a pipe is a socket on Unix, which no program can open by name: `date > /dev/stdout` fails. A real pipe needs
 * a system call that Node does not have, but a program that every such system has: mkfifo. Null where there are none.
 * @throws where the process has no room for another file.
 */
export function takePipe(): NamedPipe | null {
  const file = free.pop() ?? makeSome();
  if (file === undefined) return null;
  if (free.length < fewLeft) refill();
  let reader: number;
  try {
    reader = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (isRoom(error)) throw error;
    return null; // Somebody has cleared the temporary folder: the next batch is made in a new one.
  }
  let writer: number | null = null;
  try {
    writer = openSync(file, constants.O_WRONLY);
  } catch (error) {
    closeSync(reader);
    throw error;
  }
  return {
    reader,
    writer,
    given() {
      if (writer !== null) closeSync(writer);
      writer = null;
    },
    done(isClean) {
      if (isClean) free.push(file);
      else unlink(file);
    },
  };
}

const isRoom = (error: unknown): boolean =>
  /^(EMFILE|ENFILE|ENOMEM)$/.test((error as NodeJS.ErrnoException).code ?? '');

function names(): string[] {
  folder ??= makeFolder();
  return Array.from({ length: batch }, () => path.join(folder ?? '', String((count += 1))));
}

// Anybody may write into them, as a child that changes its user must: the folder lets nobody else in.
const argumentsFor = (files: readonly string[]): string[] => ['-m', '666', ...files];

function makeSome(): string | undefined {
  try {
    const files = names();
    execFileSync('mkfifo', argumentsFor(files), { stdio: 'ignore' });
    free.push(...files);
  } catch (error) {
    folder = null;
    if (isRoom(error)) throw error;
  }
  return free.pop();
}

function refill(): void {
  if (isRefilling) return;
  isRefilling = true;
  try {
    const files = names();
    execFile('mkfifo', argumentsFor(files), (error) => {
      isRefilling = false;
      if (error === null) free.push(...files);
    });
  } catch {
    isRefilling = false; // The one that finds none left tries again.
  }
}

/** A folder of this process alone; what a killed host has left goes. */
function makeFolder(): string {
  const base = tmpdir();
  for (const name of readdirSync(base)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (pid > 0 && !isThere(pid)) rmSync(path.join(base, name), { recursive: true, force: true });
  }
  const made = mkdtempSync(path.join(base, `${prefix}${process.pid}-`));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function unlink(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Gone with its folder.
  }
}
