import { execFile, execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdtempSync, openSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A named pipe, open at both ends. */
export interface NamedPipe {
  /** Non-blocking. */
  readonly reader: number;
  /** Blocking, as programs expect of their standard output. Closed by `given`. */
  readonly writer: number;
  /** The child has its own end now, so this one is closed. */
  given(): void;
  /** Nobody writes any more. If `isClean`, another child may use it; else it is deleted. The reader is closed by its user. */
  done(isClean: boolean): void;
}

/** How many are created at once, because each batch has to start a program. */
const batch = 32;
const fewLeft = 8;
const prefix = 'rota-pipes-';

let folder: string | null = null;
let count = 0;
let isRefilling = false;
const free: string[] = [];

/**
 * Node's pipes are sockets on Unix, which no program can open by name: `date > /dev/stdout` fails. A real pipe needs a system
 * call that Node lacks, so the program mkfifo makes it. Null if there are none. @throws if the process cannot open another
 * file.
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

// Writable by all, because a child may change its user; the folder keeps everybody else out.
const argumentsFor = (files: readonly string[]): string[] => ['-m', '666', ...files];

function makeSome(): string | undefined {
  try {
    const files = names();
    execFileSync('mkfifo', argumentsFor(files), { stdio: 'ignore' });
    free.push(...files);
  } catch (error) {
    // Kept if it is there: each new one would stay until the end of the process.
    if (folder !== null && !existsSync(folder)) folder = null;
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

/** A folder for this process only; deletes those that killed hosts have left. */
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
    // It was deleted with its folder.
  }
}
