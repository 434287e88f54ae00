import type { Say } from './server-face.ts';

/** Collects the stoppers of everything that was started. They run once, in reverse order; one that fails stops no other. */
export function createStoppers(say: Say) {
  const stoppers: (() => void | Promise<void>)[] = [];
  let running: Promise<void> | null = null;
  async function runAll(): Promise<void> {
    for (let stop = stoppers.pop(); stop !== undefined; stop = stoppers.pop()) {
      try {
        await stop();
      } catch (error) {
        say('a part of the desktop shell did not stop cleanly', error);
      }
    }
  }
  return {
    add(stop: () => void | Promise<void>): void {
      stoppers.push(stop);
    },
    run: (): Promise<void> => (running ??= runAll()),
  };
}
export type Stoppers = ReturnType<typeof createStoppers>;
