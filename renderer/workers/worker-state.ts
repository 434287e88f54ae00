import type { FleetWorker } from '../../contract/worker.ts';
import type { State } from '../words/states.ts';
import type { WorkerWords } from '../words/en/workers.ts';

const shapes = {
  available: { shape: 'dot', tone: 'good' },
  busy: { shape: 'pulse', tone: 'good' },
  locked: { shape: 'diamond', tone: 'warn' },
  paused: { shape: 'pause', tone: 'quiet' },
  draining: { shape: 'hourglass', tone: 'warn' },
  maintenance: { shape: 'slash', tone: 'quiet' },
  'needs-update': { shape: 'diamond', tone: 'warn' },
  away: { shape: 'cross', tone: 'bad' },
  stopped: { shape: 'dash', tone: 'quiet' },
  'id-taken': { shape: 'cross', tone: 'bad' },
} as const satisfies Record<FleetWorker['state'], Omit<State, 'text'>>;

/** The state of a worker as shape, word and colour. */
export function workerState({ state, desktop }: Pick<FleetWorker, 'state' | 'desktop'>, words: WorkerWords): State {
  const word = state === 'locked' && desktop !== 'ready' ? desktop : state;
  return { ...shapes[state], text: words.states[word] };
}

/** Whether it can be seen now: then "last seen" is now. */
export const isThere = ({ state }: Pick<FleetWorker, 'state'>): boolean => state !== 'away' && state !== 'stopped';

export const isRemovable = ({ state, isThis }: Pick<FleetWorker, 'state' | 'isThis'>): boolean =>
  !isThis && !isThere({ state });

/** In ms: the least difference of clocks that matters to a person. */
const shownFromMs = 2000;

export const hasOtherTime = ({ clockDifferenceMs }: Pick<FleetWorker, 'clockDifferenceMs'>): boolean =>
  clockDifferenceMs !== null && Math.abs(clockDifferenceMs) >= shownFromMs;
