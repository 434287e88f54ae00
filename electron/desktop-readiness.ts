import type { WorkerStatus } from '../contract/worker.ts';

/** What the system told of the session. */
export interface SessionFacts {
  readonly isSuspended: boolean;
  readonly isLocked: boolean;
  /** Another user is in front of the screen, or no screen is there at all. */
  readonly isAway: boolean;
}

export type SessionEvent =
  | 'suspend'
  | 'resume'
  | 'lock'
  | 'unlock'
  | 'session-away'
  | 'session-back'
  /** What a look every few seconds found; Linux tells a lock in no other way. */
  | 'seen-locked'
  | 'seen-open'
  /** Time has passed since "suspend" that passes only while awake, and no "resume" was told. */
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

/** Whether a robot could use mouse, keyboard and screen now, and if not, why. */
export function readiness({ isSuspended, isLocked, isAway }: SessionFacts): WorkerStatus['desktop'] {
  if (isSuspended) return 'asleep';
  if (isAway) return 'disconnected';
  return isLocked ? 'locked' : 'ready';
}
