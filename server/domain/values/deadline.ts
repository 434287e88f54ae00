import { createContext, Script, type Context } from 'node:vm';

/**
 * A deadline takes a thread and a few descriptors each time, and Node ends the whole process where the computer has none left: asked
 * before. Throws where there is no room.
 */
export type AskForRoom = () => void;
let askForRoom: AskForRoom = () => {};

/** Who knows this computer says how to ask it; without, there is always room. */
export function askBeforeDeadlines(ask: AskForRoom): void {
  askForRoom = ask;
}

/** What was asked took longer than it was given. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

const script = new Script('work()');
let room: (Context & { work?: (() => unknown) | undefined }) | undefined;

/**
 * Does work that ends by itself only if whoever wrote its input meant well, such as matching a pattern of a user's: cut off after that
 * long, wherever it is, also inside a regular expression. The work must leave nothing half-done behind. Throws TookTooLong,
 * whatever the work throws, and what says that the computer has no room for it.
 */
export function within<T>(ms: number, work: () => T): T {
  askForRoom();
  room ??= createContext({});
  // What is thrown is handed out as it is, not through the context.
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
      // Others had the processor meanwhile, or the computer slept: the work itself has hardly begun.
    }
  } finally {
    room.work = undefined;
  }
  if (outcome === undefined) throw new TookTooLong(`it took longer than ${ms} ms`);
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

/** False where the time was over before the work had had half of it. Throws TookTooLong where it had. */
function wasDone(context: Context, ms: number): boolean {
  const before = process.threadCpuUsage();
  try {
    script.runInContext(context, { timeout: ms });
    return true;
  } catch (error) {
    // Of another realm: no instance of our Error.
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    const { user, system } = process.threadCpuUsage(before);
    if ((user + system) / 1000 < ms / 2) return false;
    throw new TookTooLong(`it took longer than ${ms} ms`, { cause: error });
  }
}
