import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { StoredClient } from '../store/config-document.ts';
import { clientOwner, ownerByName, personOwner } from '../domain/owner.ts';
import type { Caller } from './caller.ts';

export { personOwner } from '../domain/owner.ts';

// What a caller creates belongs to the caller's identity; the name is stored for display.

/** The names that older builds stored for people and for Rota itself. */
const people: ReadonlySet<string> = new Set(['operator', 'command line', 'tray', 'Rota']);

/** An owner that no client can be. */
const nobody = personOwner('unknown');

/** For a new schedule. */
export const madeBy = ({ owner, name }: Caller) => ({ owner, createdBy: name });
/** For a new run. */
export const begunBy = ({ owner, name }: Caller) => ({ starter: owner, startedBy: name });

/**
 * Converts the names that an older build stored into identities, once: a row goes to the one client that had its name when it was made.
 * A row that could be a person's or several clients' goes to no client.
 */
export async function settleOwners(store: Store, clients: readonly StoredClient[], log: Log): Promise<void> {
  const possible = clients.filter(({ name }) => !people.has(name));
  const ownerOf = (name: string, at: number) =>
    ownerByName(name, at, possible) ?? (people.has(name) ? personOwner(name) : nobody);
  const settled = await store.owners.settle({
    ownerOf,
    ownerOfAudit(who, at) {
      const [, name] = /^client (.+)$/s.exec(who) ?? [];
      return name === undefined ? personOwner(who) : (ownerByName(name, at, possible) ?? nobody);
    },
    keys: clients.map((client) => ({ from: client.user, to: clientOwner(client) })),
  });
  if (settled > 0) log.info('what older builds kept under names is kept under identities now', { rows: settled });
}
