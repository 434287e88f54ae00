import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { rotaError } from '../contract/errors.ts';
import { said, TranslatableError } from '../contract/translatable.ts';

// Resource limits of this process. Linux reports them in /proc; elsewhere only a try can tell.

/** With fewer, Rota could open its database and its port, and then start nothing. */
const leastDescriptors = 64;

/** A deadline needs these (an event loop of its own), with a reserve for others at the same moment. */
const descriptorsNeeded = 8;
const threadsNeeded = 2;
/** Counting all processes takes milliseconds, so the count is cached for this long. */
const countedMs = 250;

/** How many files and connections this process may open; null if unknown or unlimited. */
export function mostDescriptors(): number | null {
  return limit('Max open files');
}

/** Throws if so few files may be open at once that Rota could not run anything. */
export function checkDescriptors(): void {
  const most = mostDescriptors();
  if (most === null || most >= leastDescriptors) return;
  throw new TranslatableError(
    said`Rota may have only ${most} files open at a time here and needs ${leastDescriptors} at least: raise the limit (ulimit -n 1024, or LimitNOFILE= of its service) and start it again.`,
  );
}

/** Throws OUT_OF_MEANS if a thread with its own event loop could not be created now. */
export function askForMeans(): void {
  if (!hasDescriptors(descriptorsNeeded) || !hasThreads()) {
    throw rotaError(
      'OUT_OF_MEANS',
      said`The computer has no open files, processes or memory left for this now: nothing was done. Call again in a moment.`,
    );
  }
}

function hasDescriptors(count: number): boolean {
  if (process.platform === 'win32') return true;
  const taken: number[] = [];
  try {
    while (taken.length < count) taken.push(openSync('/dev/null', 'r'));
    return true;
  } catch {
    return false;
  } finally {
    for (const descriptor of taken) closeSync(descriptor);
  }
}

let counted = { at: -Infinity, tasks: 0 };

function hasThreads(): boolean {
  if (process.platform !== 'linux') return true;
  for (const folder of pidsFolders()) {
    const most = Number(read(path.join(folder, 'pids.max')) ?? 'max');
    if (Number(read(path.join(folder, 'pids.current')) ?? 0) + threadsNeeded > most) return false;
  }
  const most = process.getuid?.() === 0 ? null : limit('Max processes');
  if (most === null) return true;
  // All tasks of the computer: if even they are below the limit, this user's need not be counted.
  const all = Number(/\/(\d+) /.exec(read('/proc/loadavg') ?? '')?.[1] ?? Infinity);
  if (all + threadsNeeded <= most) return true;
  if (performance.now() - counted.at > countedMs) counted = { at: performance.now(), tasks: tasksOfThisUser() };
  return counted.tasks + threadsNeeded <= most;
}

/** The "pids" cgroup controllers of this process and of its parents, in both versions. */
function pidsFolders(): string[] {
  const line = /^(?:\d+:pids:|0::)(\/.*)$/m;
  const [all = '', place = '/'] = line.exec(read('/proc/self/cgroup') ?? '') ?? [];
  const root = all.includes(':pids:') ? '/sys/fs/cgroup/pids' : '/sys/fs/cgroup';
  const parts = place.split('/').filter((part) => part !== '');
  return parts.map((_, at) => path.join(root, ...parts.slice(0, at + 1))).toReversed();
}

function tasksOfThisUser(): number {
  const uid = process.getuid?.();
  let tasks = 0;
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d/.test(name) || statSync(`/proc/${name}`, { throwIfNoEntry: false })?.uid !== uid) continue;
      tasks += Number(/^Threads:\s+(\d+)/m.exec(read(`/proc/${name}/status`) ?? '')?.[1] ?? 0);
    }
  } catch {
    return Infinity; // Not even that can be opened.
  }
  return tasks;
}

/** The soft limit of that name; null for "unlimited" and on systems without the list. */
function limit(name: string): number | null {
  const line = (read('/proc/self/limits') ?? '').split('\n').find((one) => one.startsWith(name));
  const soft = Number(line?.slice(name.length).trim().split(/\s+/)[0]);
  return Number.isFinite(soft) ? soft : null;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
