import type { FleetState, WorkerMode, WorkerStatus } from '../../contract/worker.ts';

/** What is known of a worker. */
export interface WorkerSigns {
  /** Another computer reports under its ID. */
  readonly isIdTaken: boolean;
  /** It has reported at least once. */
  readonly isKnown: boolean;
  readonly isStopped: boolean;
  readonly isLost: boolean;
  readonly isOutdated: boolean;
  readonly mode: WorkerMode['kind'] | null;
  readonly isPaused: boolean;
  readonly running: number;
  readonly desktop: WorkerStatus['desktop'];
}

/** The one word for it: the first that holds. */
export function fleetStateOf(signs: WorkerSigns): FleetState {
  if (signs.isIdTaken) return 'id-taken';
  if (signs.isStopped) return 'stopped';
  if (!signs.isKnown || signs.isLost) return 'away';
  if (signs.isOutdated) return 'needs-update';
  if (signs.mode !== null) return signs.mode === 'drain' && signs.running > 0 ? 'draining' : 'maintenance';
  if (signs.isPaused) return 'paused';
  if (signs.running > 0) return 'busy';
  return signs.desktop === 'ready' ? 'available' : 'locked';
}

/** Whether a worker in this state takes runs, now or as soon as it has a place. */
export const takesRuns = (state: FleetState): boolean =>
  state === 'available' || state === 'busy' || state === 'locked' || state === 'paused';

/** The four words that programs have always been told. */
export function plainStateOf(state: FleetState): WorkerStatus['state'] {
  switch (state) {
    case 'available':
      return 'idle';
    case 'busy':
    case 'draining':
      return 'running';
    case 'paused':
    case 'maintenance':
      return 'paused';
    case 'locked':
    case 'needs-update':
    case 'away':
    case 'stopped':
    case 'id-taken':
      return 'attention';
  }
}
