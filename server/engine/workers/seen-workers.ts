import type { SeenWorker, WorkerLoad, WorkerStore } from '../../store/worker-store.ts';

/** The workers as they were seen last, and what they had to do. */
export interface Seen {
  readonly workers: readonly SeenWorker[];
  readonly load: WorkerLoad;
}

/** What this computer remembers of the others between two beats, for reasons that are asked for without waiting. */
export interface SeenWorkers {
  latest(): Seen | null;
  /** Asks the database now. */
  look(): Promise<Seen>;
  /** With each beat: looks if somebody has asked of late, else now and then. True if something is other than before. */
  beat(): Promise<boolean>;
}

/** Nobody asked for so many beats: one look in so many is enough. */
const restBeats = 5;
const restless = 15;

export function createSeenWorkers(store: Pick<WorkerStore, 'all' | 'load'>): SeenWorkers {
  let seen: Seen | null = null;
  let sinceAsked = 0;
  let sinceLooked = restBeats;

  async function look(): Promise<Seen> {
    const [workers, load] = await Promise.all([store.all(), store.load()]);
    sinceLooked = 0;
    return (seen = { workers, load });
  }

  return {
    look,
    latest() {
      sinceAsked = 0;
      return seen;
    },
    async beat() {
      sinceAsked += 1;
      sinceLooked += 1;
      if (sinceAsked > restless && sinceLooked < restBeats) return false;
      const before = seen === null ? '' : signature(seen);
      return signature(await look()) !== before;
    },
  };
}

/** What others are told of: not that somebody was seen again. */
const signature = ({ workers, load }: Seen): string =>
  JSON.stringify([
    workers.map(({ lastSeen, facts, ...rest }) => [rest, facts?.desktop, facts?.cannotRun, rest.isLost ? lastSeen : 0]),
    load.running.map(({ id }) => id),
    [...load.waiting],
  ]);
