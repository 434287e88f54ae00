import type { WorkerStatus } from '../contract/worker.ts';

/** What the operating system reported about the session. */
export interface SessionFacts {
  readonly isSuspended: boolean;
  readonly isLocked: boolean;
  /** Another user's session is on the screen, or there is no screen. */
  readonly isAway: boolean;
}

export type SessionEvent =
  | 'suspend'
  | 'resume'
  | 'lock'
  | 'unlock'
  | 'session-away'
  | 'session-back'
  /** The result of polling every few seconds; on Linux nothing else reports a lock. */
  | 'seen-locked'
  | 'seen-open'
  /** The machine has been awake for a while after "suspend", but no "resume" event came. */
  | 'seen-awake';

export const openSession: SessionFacts = { isSuspended: false, isLocked: false, isAway: false };

export function afterEvent(facts: SessionFacts, event: SessionEvent): SessionFacts {
  switch (event) {
    case 'suspend':
      return { ...facts, isSuspended: true };
    case 'resume':
    case 'seen-awake':
      return { ...facts, isSuspended: false };
    case 'lock':
    case 'seen-locked':
      return { ...facts, isLocked: true };
    case 'unlock':
      return { ...facts, isLocked: false, isSuspended: false };
    case 'seen-open':
      return { ...facts, isLocked: false };
    case 'session-away':
      return { ...facts, isAway: true };
    case 'session-back':
      return { ...facts, isAway: false };
  }
}

/** Whether a robot could use mouse, keyboard and screen now; if not, why. */
export function readiness({ isSuspended, isLocked, isAway }: SessionFacts): WorkerStatus['desktop'] {
  if (isSuspended) return 'asleep';
  if (isAway) return 'disconnected';
  return isLocked ? 'locked' : 'ready';
}
