import type { powerSaveBlocker } from 'electron';
import type { After } from './server-face.ts';

/** How long before a due time the computer is kept from falling asleep. */
const dueWithinMs = 5 * 60_000;
/** A timer sleeps no longer than this: clocks are set, computers sleep. */
const lookAgainMs = 60_000;

export interface AwakeFacts {
  readonly running: number;
  /** A robot that needs the screen runs: a dark screen would lock it out. */
  readonly isDesktopRunning: boolean;
  /** Of a schedule, or of a further attempt; null when nothing will come. */
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

/** Holds at most one blocker, of the kind that the rule asks for: when told of a change, and when a due time comes near. */
export function createKeepAwake(deps: {
  readonly blocker: Pick<typeof powerSaveBlocker, 'start' | 'stop'>;
  readonly now: () => number;
  readonly after: After;
}) {
  const { blocker } = deps;
  let held: { readonly kind: 'prevent-app-suspension' | 'prevent-display-sleep'; readonly id: number } | null = null;
  let cancelLook = () => {};

  function want(kind: ReturnType<typeof awakeRule>): void {
    if (kind === (held?.kind ?? 'nothing')) return;
    const before = held;
    held = kind === 'nothing' ? null : { kind, id: blocker.start(kind) };
    if (before !== null) blocker.stop(before.id);
  }

  function know(facts: AwakeFacts): void {
    cancelLook();
    cancelLook = () => {};
    const now = deps.now();
    want(awakeRule(facts, now));
    if (facts.nextDue === null || facts.isPaused) return;
    const nearMs = facts.nextDue - dueWithinMs - now;
    if (nearMs > 0) cancelLook = deps.after(Math.min(nearMs, lookAgainMs), () => know(facts));
  }

  return {
    know,
    release(): void {
      cancelLook();
      want('nothing');
    },
  };
}
