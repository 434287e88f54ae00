import { createRequire } from 'node:module';
import path from 'node:path';
import { MessageChannel, receiveMessageOnPort, SHARE_ENV, Worker } from 'node:worker_threads';
import { outOfMeans } from '../contract/out-of-means.ts';
import type { ParameterSchema } from '../contract/process.ts';
import type { Clock } from './clock.ts';
import { hasDescriptorsForThread } from './computer-limits.ts';
import { TookTooLong, type BrokenRule, type CheckWithin } from './domain/values/schema-check.ts';

// Only another thread can cut off a regular expression. A deadline of node:vm makes one for every call, and Node ends the whole process
// where the computer has none left; here one thread is kept, and where it cannot be made that is an error (docs/decisions/0019).

export interface CheckThread {
  /** Blocks the caller meanwhile. Starts the thread at the first call, and again after a check that was cut off or a long rest. */
  readonly check: CheckWithin;
  /**
   * From now on a thread is kept as long as this says so, and started soon: whoever checks first would otherwise wait for its start, and
   * every other request with it.
   */
  keepWhile(isNeeded: () => boolean): void;
  /** Whether a thread is kept now. */
  isKept(): boolean;
  /** Ends the thread; a later check starts another. */
  close(): Promise<void>;
}

/** The library of the checks: the package, or its bundle next to the built server's, outside of the desktop app's archive. */
const library = import.meta.filename.endsWith('.ts')
  ? createRequire(import.meta.filename).resolve('@cfworker/json-schema')
  : path.join(import.meta.dirname.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked'), '..', 'schemas', 'index.cjs');

/** What the first number of the shared memory says. Whoever waits for another one is woken. */
const states = { starting: 0, ready: 1, busy: 2, failed: 3 } as const;

/** As text, because a file would have to be found in the sources, in the bundles and in the packed app. */
const threadText = `
const { workerData } = require('node:worker_threads');
const { state, port, library } = workerData;
const tell = (now) => {
  Atomics.store(state, 0, now);
  Atomics.notify(state, 0);
};
const known = new Map();
function validatorOf(text) {
  if (!known.has(text)) {
    if (known.size >= 50) known.clear();
    known.set(text, new Validator(JSON.parse(text), '2020-12', false));
  }
  return known.get(text);
}
const briefly = ({ keyword, keywordLocation, instanceLocation }) => ({ keyword, keywordLocation, instanceLocation });
function answerTo({ schema, instances }) {
  try {
    const validator = validatorOf(schema);
    return { broken: instances.map((instance) => validator.validate(instance).errors.map(briefly)) };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}
let Validator;
try {
  ({ Validator } = require(library));
  port.on('message', (order) => {
    port.postMessage(answerTo(order));
    tell(${states.ready});
  });
  tell(${states.ready});
} catch (error) {
  port.postMessage({ message: error.message });
  tell(${states.failed});
}
`;

interface Answer {
  readonly broken?: readonly (readonly BrokenRule[])[];
  readonly message?: string;
}

/** It starts in 30 to 100 ms, beside twenty busy programs in over a second. One that takes longer goes on starting, and the next check finds it. */
const longestStartMs = 3_000;
/** How often a check may get its time again, because other processes had the processor. */
const mostTurns = 40;
/** It takes 10 MB, and is ended after being unused for this long where no process needs it. */
const longestRestMs = 120_000;
/** A server that has just started has more urgent work than a thread for later. */
const beforeFirstMs = 1_000;

/** Values beyond this end their check, not the server. */
const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 };

export function createCheckThread(clock: Pick<Clock, 'after'>): CheckThread {
  let kept: Thread | null = null;
  let wasUsed = false;
  let cancelRest = () => {};
  let isNeeded = () => false;
  const texts = new WeakMap<ParameterSchema, string>();

  return {
    check(ms, schema, instances) {
      const thread = (kept ??= start());
      wasUsed = true;
      thread.waitUntilReady();
      const answer = thread.ask(ms, { schema: textOf(schema), instances });
      if (answer.broken !== undefined) return answer.broken;
      throw new Error(answer.message);
    },
    keepWhile(given) {
      isNeeded = given;
      cancelRest();
      cancelRest = clock.after(beforeFirstMs, lookAgain);
    },
    isKept: () => kept !== null,
    async close() {
      cancelRest();
      await kept?.end();
    },
  };

  function start(): Thread {
    const thread = createThread(() => {
      if (kept === thread) kept = null;
    });
    restLater();
    return thread;
  }

  function restLater(): void {
    cancelRest();
    wasUsed = false;
    cancelRest = clock.after(longestRestMs, lookAgain);
  }

  /** Starts the thread if it is needed, ends it if nobody does, and comes again. */
  function lookAgain(): void {
    const wanted = wasUsed || isNeeded();
    restLater();
    if (!wanted) void kept?.end();
    else if (kept === null) startIfPossible();
  }

  function startIfPossible(): void {
    try {
      kept = start();
    } catch {
      // The computer lacks the means for it now, and the next check says so.
    }
  }

  function textOf(schema: ParameterSchema): string {
    const text = texts.get(schema) ?? JSON.stringify(schema);
    texts.set(schema, text);
    return text;
  }
}

type Thread = ReturnType<typeof createThread>;

/** Throws OUT_OF_MEANS. `onEnd` is called as soon as it is no longer of use. */
function createThread(onEnd: () => void) {
  if (!hasDescriptorsForThread()) throw outOfMeans();
  const state = new Int32Array(new SharedArrayBuffer(4));
  const { port1: port, port2 } = new MessageChannel();
  const worker = startWorker(state, port2);
  worker.on('error', onEnd);
  worker.on('exit', onEnd);
  worker.unref();

  const received = () => (receiveMessageOnPort(port) as { message: Answer } | undefined)?.message;

  /** Resolves when it is gone. */
  async function end(): Promise<void> {
    onEnd();
    port.close();
    await worker.terminate();
  }

  function waitUntilReady(): void {
    wait(state, states.starting, longestStartMs);
    const now = Atomics.load(state, 0);
    if (now === states.ready) return;
    const why = now === states.failed ? received()?.message : undefined;
    if (now === states.failed) void end();
    throw outOfMeans(why === undefined ? undefined : new Error(why));
  }

  function ask(ms: number, order: { schema: string; instances: readonly unknown[] }): Answer {
    Atomics.store(state, 0, states.busy);
    try {
      port.postMessage(order);
    } catch (error) {
      Atomics.store(state, 0, states.ready);
      throw error;
    }
    const before = usedByOthers();
    for (let turn = 1; !wait(state, states.busy, ms); turn += 1) {
      // Where this process used little, the check has hardly begun: others had the processor, or the computer slept.
      const hasBegun = usedByOthers() - before >= ms / 2;
      if (!hasBegun && turn < mostTurns) continue;
      void end();
      throw hasBegun ? new TookTooLong(`it took longer than ${ms} ms`) : outOfMeans();
    }
    const answer = received();
    if (answer !== undefined) return answer;
    void end();
    throw outOfMeans();
  }

  return { waitUntilReady, ask, end };
}

/** Waits until the state is another one; false after `ms`. */
function wait(state: Int32Array, from: number, ms: number): boolean {
  try {
    return Atomics.wait(state, 0, from, ms) !== 'timed-out';
  } catch {
    // The main thread of a browser's process may not sleep: the desktop app's may be one.
    const until = performance.now() + ms;
    while (Atomics.load(state, 0) === from) if (performance.now() >= until) return false;
    return true;
  }
}

/** Milliseconds of processor time of this process without the calling thread. */
function usedByOthers(): number {
  const [all, own] = [process.cpuUsage(), process.threadCpuUsage()];
  return (all.user + all.system - own.user - own.system) / 1000;
}

function startWorker(state: Int32Array, port: MessageChannel['port2']): Worker {
  try {
    return new Worker(threadText, {
      eval: true,
      workerData: { state, port, library },
      transferList: [port],
      env: SHARE_ENV,
      execArgv: [],
      resourceLimits,
    });
  } catch (error) {
    port.close();
    throw outOfMeans(error);
  }
}
