import { createHmac, randomBytes } from 'node:crypto';
import type { StoredClient } from '../../store/config-document.ts';
import { isSameHash, newSalt, type HashSecret } from './secret-hash.ts';

/**
 * Proves user and password against the stored clients. The first proof of a pair costs a hash, every later one none; a remembered proof counts
 * only as long as the client still has the very hash it was proved with, so a rotation, revocation or expiry ends it at once.
 */
export function createClientProof(deps: {
  clients: () => readonly StoredClient[];
  now: () => number;
  hash: HashSecret;
}): (user: string, password: string) => Promise<StoredClient | null> {
  const { now, hash } = deps;
  const bootKey = randomBytes(32);
  const strangersSalt = newSalt();
  const proved = new Map<string, { user: string; hash: string }>();
  const proving = new Map<string, Promise<string>>();

  const clientOf = (user: string) => deps.clients().find((client) => client.user === user) ?? null;

  /** One hash, however many calls with the same pair wait for it. */
  function hashOnce(key: string, password: string, salt: string): Promise<string> {
    const known = proving.get(key);
    if (known) return known;
    const started = hash(password, salt).finally(() => proving.delete(key));
    proving.set(key, started);
    return started;
  }

  return async (user, password) => {
    const salt = clientOf(user)?.salt;
    const key = createHmac('sha256', bootKey)
      .update(JSON.stringify([user, password, salt ?? null]))
      .digest('base64');
    const remembered = proved.get(key);
    if (remembered) {
      const client = clientOf(remembered.user);
      if (client !== null && takenHashes(client, now()).includes(remembered.hash)) return client;
      proved.delete(key);
    }
    // A stranger costs the same hash as a wrong password, so that time does not tell which users there are.
    const given = await hashOnce(key, password, salt ?? strangersSalt);
    const client = clientOf(user);
    const match =
      client === null ? undefined : takenHashes(client, now()).filter((taken) => isSameHash(taken, given))[0];
    if (client === null || match === undefined) return null;
    if (proved.size >= mostProved) proved.clear();
    proved.set(key, { user, hash: match });
    return client;
  };
}

const mostProved = 10_000;

/** The hashes that open the door now: the present one, and after a rotation the former for a while. */
function takenHashes(client: StoredClient, now: number): readonly string[] {
  if (client.revokedAt !== null || client.hash === null) return [];
  return client.old !== null && now < client.old.until ? [client.hash, client.old.hash] : [client.hash];
}
