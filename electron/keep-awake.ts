import type { powerSaveBlocker } from 'electron';

/** How long before a due time the computer is kept from falling asleep. */
const dueWithinMs = 5 * 60_000;

export interface AwakeFacts {
  readonly running: number;
  /** A robot that needs the screen runs: a dark screen would lock it out. */
  readonly isDesktopRunning: boolean;
  readonly nextDue: number | null;
  readonly isPaused: boolean;
}

/** What to hold off at `now`: sleep, exactly while runs are active or due within minutes; also the dark screen for desktop robots. */
export function awakeRule(
  facts: AwakeFacts,
  now: number,
): 'nothing' | 'prevent-app-suspension' | 'prevent-display-sleep' {
  if (facts.isDesktopRunning) return 'prevent-display-sleep';
  const isDueSoon = !facts.isPaused && facts.nextDue !== null && facts.nextDue - now <= dueWithinMs;
  return facts.running > 0 || isDueSoon ? 'prevent-app-suspension' : 'nothing';
}

/** Holds at most one blocker, of the kind asked for last. */
export function createKeepAwake(blocker: Pick<typeof powerSaveBlocker, 'start' | 'stop'>) {
  let held: { readonly kind: 'prevent-app-suspension' | 'prevent-display-sleep'; readonly id: number } | null = null;
  function release(): void {
    if (held !== null) blocker.stop(held.id);
    held = null;
  }
  return {
    want(kind: ReturnType<typeof awakeRule>): void {
      if (kind === (held?.kind ?? 'nothing')) return;
      const before = held;
      held = kind === 'nothing' ? null : { kind, id: blocker.start(kind) };
      if (before !== null) blocker.stop(before.id);
    },
    release,
  };
}
export type KeepAwake = ReturnType<typeof createKeepAwake>;
