import { closeSync, openSync, readFileSync } from 'node:fs';
import { said, TranslatableError } from '../contract/translatable.ts';

// Resource limits of this process. Linux reports them in /proc; elsewhere only a try can tell.

/** With fewer, Rota could open its database and its port, and then start nothing. */
const leastDescriptors = 64;

/** A thread opens these for its event loop, with a reserve for others at the same moment. */
const descriptorsOfThread = 8;

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

/** Whether as many files could be opened now as a thread opens. Without them it ends before it has begun, and only later one hears of it. */
export const hasDescriptorsForThread = (): boolean => hasDescriptors(descriptorsOfThread);

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
