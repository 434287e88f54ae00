import type { powerSaveBlocker } from 'electron';
import type { After } from './server-face.ts';

/** How long before a due time the computer is kept awake. */
const dueWithinMs = 5 * 60_000;
/** The longest timeout of the timer: clocks are changed and computers sleep. */
const lookAgainMs = 60_000;

export interface AwakeFacts {
  readonly running: number;
  /** A robot that needs the screen is running: a dark screen would lock the session. */
  readonly isDesktopRunning: boolean;
  /** Of a schedule or a retry; null when nothing is due. */
  readonly nextDue: number | null;
  readonly isPaused: boolean;
}

/** What to block at `now`: sleep, while runs are active or due within minutes; also the dark screen for desktop robots. */
export function awakeRule(
  facts: AwakeFacts,
  now: number,
): 'nothing' | 'prevent-app-suspension' | 'prevent-display-sleep' {
  if (facts.isDesktopRunning) return 'prevent-display-sleep';
  const isDueSoon = !facts.isPaused && facts.nextDue !== null && facts.nextDue - now <= dueWithinMs;
  return facts.running > 0 || isDueSoon ? 'prevent-app-suspension' : 'nothing';
}

/** Keeps at most one power blocker, of the kind that the rule asks for; checked after each change and near each due time. */
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
