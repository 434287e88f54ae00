import { pause, type Clock } from '../../clock.ts';
import type { ToldOnce } from '../shared/told-once.ts';

/** Work that is asked for and never done twice at once: asked again meanwhile, it is done once more. With one timer. */
export interface LookLoop {
  ask(): void;
  /** Asks after so many ms, instead of what was armed before. */
  arm(ms: number): void;
  /** Resolves after so many ms, or at the stop. */
  pause(ms: number): Promise<void>;
  readonly isStopped: () => boolean;
  /** Aborts at the stop. */
  readonly ending: AbortSignal;
  stop(): Promise<void>;
}

const againMs = 1_000;

export function createLookLoop(clock: Clock, trouble: ToldOnce, work: () => Promise<void>): LookLoop {
  const ending = new AbortController();
  let disarm: (() => void) | null = null;
  let isAsked = false;
  let working: Promise<void> | null = null;

  function arm(ms: number): void {
    disarm?.();
    disarm = ending.signal.aborted ? null : clock.after(ms, ask);
  }

  async function workUntilQuiet(): Promise<void> {
    while (isAsked && !ending.signal.aborted) {
      isAsked = false;
      await work();
    }
  }

  function ask(): void {
    isAsked = true;
    if (working !== null || ending.signal.aborted) return;
    working = workUntilQuiet()
      .catch((error: unknown) => {
        trouble.failed(error);
        isAsked = false;
        arm(againMs);
      })
      .finally(() => {
        working = null;
        if (isAsked) ask();
      });
  }

  return {
    ask,
    arm,
    pause: (ms) => pause(clock, ms, ending.signal),
    isStopped: () => ending.signal.aborted,
    ending: ending.signal,
    async stop() {
      ending.abort();
      disarm?.();
      await working;
    },
  };
}
