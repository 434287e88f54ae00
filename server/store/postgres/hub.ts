import type { Log } from '../../log.ts';
import type { Database } from './connection.ts';
import { listen, type Listener } from './listener.ts';

/** The one connection of a computer that listens, for all who want to hear something. */
export interface Hub {
  /** `hear` gets what is said on the channel, and '' whenever it may have missed something: first of all once it is connected. */
  on(channel: string, hear: (payload: string) => void): () => void;
  close(): Promise<void>;
}

type After = (ms: number, call: () => void) => () => void;

/** Listens from the first call of `on` on, to these channels. */
export function createHub(db: Database, channels: readonly string[], { after, log }: { after: After; log: Log }): Hub {
  const listeners = new Set<{ readonly channel: string; readonly hear: (payload: string) => void }>();
  let listener: Listener | null = null;
  let isConnected = false;

  return {
    on(channel, hear) {
      const one = { channel, hear };
      listeners.add(one);
      // Who comes later has missed what was said before.
      if (isConnected) after(0, () => void (listeners.has(one) && hear('')));
      listener ??= listen(
        db,
        channels,
        (heard) => {
          isConnected = true;
          for (const each of listeners) if (each.channel === heard.channel) each.hear(heard.payload);
        },
        { after, log },
      );
      return () => listeners.delete(one);
    },
    async close() {
      listeners.clear();
      await listener?.close();
    },
  };
}
