import type { Log } from '../log.ts';
import type { StoredClient } from '../store/config-document.ts';
import type { ConfigStore } from '../store/config-store.ts';
import type { Clock } from '../clock.ts';

/** Last uses are cached and rarely written, because each write changes a file that a person may be editing. */
const writeUsesEveryMs = 600_000;

/** When clients last called, and the hints of their secrets that a call has revealed. */
export function createClientUses({
  config,
  clock,
  log,
}: {
  readonly config: ConfigStore;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly log: Log;
}) {
  const usedAt = new Map<string, number>();
  /** New hints, by the hash they belong to; written with the next uses. */
  const newHints = new Map<string, string>();
  let stopWriting: (() => void) | null = null;

  function noteUse(user: string): void {
    usedAt.set(user, clock.now());
    stopWriting ??= clock.after(writeUsesEveryMs, () => void writeUses());
  }

  async function writeUses(): Promise<void> {
    stopWriting?.();
    stopWriting = null;
    if (usedAt.size === 0) return;
    const written = new Map(usedAt);
    const hints = new Map(newHints);
    try {
      await config.update((document) => ({
        ...document,
        clients: document.clients.map((client) => ({
          ...withHints(client, hints),
          lastUsedAt: written.get(client.user) ?? client.lastUsedAt,
        })),
      }));
      for (const [user, at] of written) if (usedAt.get(user) === at) usedAt.delete(user);
      for (const known of hints.keys()) newHints.delete(known);
    } catch (error) {
      log.warn('the last uses of clients could not be written', { error });
    }
  }

  return {
    lastOf: (user: string) => usedAt.get(user),
    note: noteUse,
    noteHint: (hash: string, hint: string) => void newHints.set(hash, hint),
    write: writeUses,
  };
}

function withHints(client: StoredClient, hints: ReadonlyMap<string, string>): StoredClient {
  const hint = client.hash === null ? undefined : (client.hint ?? hints.get(client.hash));
  return hint === undefined ? client : { ...client, hint };
}
