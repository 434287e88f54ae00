import type { Log } from '../../log.ts';
import type { Database } from './connection.ts';

export interface Heard {
  readonly channel: string;
  /** An id; empty where the listener was away and may have missed anything: look at everything. */
  readonly payload: string;
}

export interface Listener {
  close(): Promise<void>;
}

/** So long after a connection broke the next one is tried. */
const againMs = 1_000;

/**
 * Listens on a connection of its own until it is closed, and connects again when that breaks. `hear` is called for each channel with an
 * empty payload whenever it is connected (again).
 */
export function listen(
  db: Database,
  channels: readonly string[],
  hear: (heard: Heard) => void,
  { after, log }: { after: (ms: number, call: () => void) => () => void; log: Log },
): Listener {
  let isClosed = false;
  let client: ReturnType<Database['ownConnection']> | null = null;
  let cancel = () => {};
  let connecting = connect();

  async function connect(): Promise<void> {
    const fresh = (client = db.ownConnection());
    let isGone = false;
    const again = (why: string) => {
      if (isGone) return;
      isGone = true;
      void fresh.end().catch(() => {});
      if (isClosed) return;
      log.debug('the connection that listens broke', { why });
      cancel = after(againMs, () => void (connecting = connect()));
    };
    // A client that is killed says so twice, then that it ended.
    fresh.on('error', (error) => again(error.message));
    fresh.on('end', () => again('it was ended'));
    fresh.on('notification', ({ channel, payload }) => hear({ channel, payload: payload ?? '' }));
    try {
      await fresh.connect();
      for (const channel of channels) await fresh.query(`LISTEN ${channel}`);
    } catch (error) {
      return again(error instanceof Error ? error.message : String(error));
    }
    for (const channel of channels) hear({ channel, payload: '' });
  }

  return {
    async close() {
      isClosed = true;
      cancel();
      await connecting;
      await client?.end().catch(() => {});
    },
  };
}
