import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { StoredClient } from '../store/config-document.ts';
import { clientOwner, ownerByName, personOwner } from '../domain/owner.ts';
import type { Caller } from './caller.ts';

export { personOwner } from '../domain/owner.ts';

// What is made belongs to the identity of who made it; the name goes along to be shown.

/** The names that older builds wrote for people, and for Rota itself. */
const people: ReadonlySet<string> = new Set(['operator', 'command line', 'tray', 'Rota']);

/** What no client can be. */
const nobody = personOwner('unknown');

/** For a new schedule. */
export const madeBy = ({ owner, name }: Caller) => ({ owner, createdBy: name });
/** For a new run. */
export const begunBy = ({ owner, name }: Caller) => ({ starter: owner, startedBy: name });

/**
 * Gives what an older build kept under names to identities, once: a row goes to the one client that bore its name when it was made; what
 * could be somebody else's, or a person's, goes to no client at all.
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
