import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The work of one thread while it was watched. Times in ms of processor time, so that other load does not count. */
export interface LoopFacts {
  /** The longest time that the thread worked without returning to its event loop. */
  readonly longest: number;
  /** Total processor time of the thread. */
  readonly worked: number;
  /** How often the event loop had a turn. */
  readonly turns: number;
  /** In MB, after garbage collection. */
  readonly heap: number;
  readonly resident: number;
}

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

// Loaded into a server by `--import`; communicates with the bench by messages.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
let isWatching = false;
let longest = 0;
let turns = 0;
let from = 0;
let last = 0;

function turn(): void {
  const now = cpuMs();
  longest = Math.max(longest, now - last);
  turns += 1;
  last = now;
  if (isWatching) setImmediate(turn);
}

process.on('message', (word) => {
  if (word === 'watch') {
    collect();
    isWatching = true;
    longest = turns = 0;
    from = last = cpuMs();
    setImmediate(turn);
    process.send?.({ heap: process.memoryUsage().heapUsed / 1e6, resident: process.memoryUsage.rss() / 1e6 });
  } else if (word === 'tell') {
    isWatching = false;
    const facts = { longest: Math.max(longest, cpuMs() - last), worked: cpuMs() - from, turns };
    setTimeout(() => {
      collect();
      const { heapUsed, rss } = process.memoryUsage();
      process.send?.({ ...facts, heap: heapUsed / 1e6, resident: rss / 1e6 } satisfies LoopFacts);
    }, 200);
  }
});
process.channel?.unref();
