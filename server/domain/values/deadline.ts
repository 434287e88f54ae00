import { createContext, Script, type Context } from 'node:vm';

/**
 * Throws if the computer has no room for a deadline. Each one takes a thread and a few descriptors, and Node ends the whole process
 * if there are none left, so this is called first.
 */
export type AskForRoom = () => void;
let askForRoom: AskForRoom = () => {};

/** Sets the check. Without one there is always room. */
export function askBeforeDeadlines(ask: AskForRoom): void {
  askForRoom = ask;
}

/** The work took longer than its deadline. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

const script = new Script('work()');
let room: (Context & { work?: (() => unknown) | undefined }) | undefined;

/**
 * Runs work that may never end by itself, such as matching a user's pattern, and cuts it off after `ms`, even inside a regular
 * expression. The work must not leave anything half-done. Throws TookTooLong, whatever the work throws, and what AskForRoom throws.
 */
export function within<T>(ms: number, work: () => T): T {
  askForRoom();
  room ??= createContext({});
  // An error is passed out by this variable, so that it does not change on its way through the context.
  let outcome: { value: T } | { error: unknown } | undefined;
  room.work = () => {
    try {
      outcome = { value: work() };
    } catch (error) {
      outcome = { error };
    }
  };
  try {
    while (!wasDone(room, ms)) {
      // Tried again: other threads had the processor, or the computer slept, so the work has hardly begun.
    }
  } finally {
    room.work = undefined;
  }
  if (outcome === undefined) throw new TookTooLong(`it took longer than ${ms} ms`);
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

/** False if the deadline passed before the work had half of its time. Throws TookTooLong if it had. */
function wasDone(context: Context, ms: number): boolean {
  const before = process.threadCpuUsage();
  try {
    script.runInContext(context, { timeout: ms });
    return true;
  } catch (error) {
    // The error comes from another realm, so `instanceof Error` is false.
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    const { user, system } = process.threadCpuUsage(before);
    if ((user + system) / 1000 < ms / 2) return false;
    throw new TookTooLong(`it took longer than ${ms} ms`, { cause: error });
  }
}
