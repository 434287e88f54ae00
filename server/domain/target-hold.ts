import type { Reason } from '../../contract/reasons.ts';
import type { FleetState } from '../../contract/worker.ts';
import { takesRuns } from './fleet-state.ts';

/** A worker that a waiting run is for. */
export interface Candidate {
  readonly name: string;
  readonly isThis: boolean;
  readonly state: FleetState;
  /** Epoch ms. */
  readonly lastSeen: number | null;
  /** Its program is there, as far as is known. */
  readonly canRun: boolean;
}

/** Whom a run is for, as its reason names it. */
export type Wanted =
  { readonly kind: 'anybody' } | { readonly kind: 'worker' | 'group' | 'unknown'; readonly name: string };

/** Why nobody takes a run now; else whether this computer is the only one that could, so that its own limits are the reason. */
export type TargetHold = Reason | 'only-here' | 'others-too';

export function targetHold(wanted: Wanted, candidates: readonly Candidate[], process: string): TargetHold {
  if (wanted.kind === 'unknown') return because('worker-gone', { worker: wanted.name });
  if (wanted.kind === 'group' && candidates.length === 0) return because('group-empty', { group: wanted.name });
  const ready = candidates.filter(({ state }) => takesRuns(state));
  const [only, ...others] = candidates;
  if (ready.length === 0) {
    if (only !== undefined && others.length === 0) return whyNot(only);
    return wanted.kind === 'group' ? because('group-away', { group: wanted.name }) : because('all-away');
  }
  // Whoever names one worker gets that one's own answer.
  const able = wanted.kind === 'worker' ? ready : ready.filter(({ canRun }) => canRun);
  if (able.length === 0) return because('program-missing', { process });
  return able.every(({ isThis }) => isThis) ? 'only-here' : 'others-too';
}

function whyNot({ name: worker, state, lastSeen }: Candidate): Reason {
  switch (state) {
    case 'maintenance':
      return because('worker-maintenance', { worker });
    case 'draining':
      return because('worker-draining', { worker });
    case 'needs-update':
      return because('worker-outdated', { worker });
    case 'id-taken':
      return because('worker-id-taken', { worker });
    case 'stopped':
    case 'away':
    case 'available':
    case 'busy':
    case 'locked':
    case 'paused':
      // One that never reported has no instant.
      if (lastSeen === null) return because('all-away');
      return because(state === 'stopped' ? 'worker-stopped' : 'worker-away', { worker, at: lastSeen });
  }
}

const because = (code: Reason['code'], params: Reason['params'] = {}): Reason => ({ code, params });
