import { hash as digestOf, randomBytes } from 'node:crypto';
import type { StoredClient } from '../store/config-document.ts';
import { hintOf, isSameHash, newSalt, type HashSecret } from './secret-hash.ts';

/** A client with the hash that authenticated it: the rights last as long as the client has exactly that hash. */
export interface Proof {
  readonly client: StoredClient;
  readonly hash: string;
  /** The hint of the secret, if the document does not have it yet. */
  readonly newHint: string | null;
}

/**
 * Checks user and password against the stored clients. A secret that does not match the hint is wrong and costs no hash, whoever it is
 * for. The first proof of a correct pair costs one hash, later ones none. A cached proof is valid only while the client has the same hash,
 * so a rotation, revocation or expiry ends it at once. Rejects with HashBusy.
 */
export function createClientProof(deps: {
  clients: () => readonly StoredClient[];
  now: () => number;
  hash: HashSecret;
}): (user: string, password: string) => Promise<Proof | null> {
  const { now, hash } = deps;
  const bootKey = randomBytes(32).toString('base64');
  const strangersSalt = newSalt();
  const proved = new Map<string, { user: string; hash: string }>();
  const proving = new Map<string, Promise<string>>();

  const clientOf = (user: string) => deps.clients().find((client) => client.user === user) ?? null;

  /** One hash for all calls that wait for the same pair. */
  function hashOnce(key: string, password: string, salt: string): Promise<string> {
    const known = proving.get(key);
    if (known) return known;
    const started = hash(password, salt).finally(() => proving.delete(key));
    proving.set(key, started);
    return started;
  }

  return async (user, password) => {
    const present = clientOf(user);
    const salt = present?.salt ?? strangersSalt;
    const key = digestOf('sha256', JSON.stringify([bootKey, user, password, salt]), 'base64');
    const remembered = proved.get(key);
    if (remembered && present !== null) {
      if (takenHashes(present, now()).some((taken) => taken.hash === remembered.hash))
        return { client: present, hash: remembered.hash, newHint: null };
      proved.delete(key);
    }
    // Computed for unknown users, too, so that the time does not reveal which users exist.
    const hint = hintOf(password, salt);
    if (present === null || !takenHashes(present, now()).some((taken) => (taken.hint ?? hint) === hint)) return null;
    const given = await hashOnce(key, password, salt);
    const client = clientOf(user);
    const match =
      client === null ? undefined : takenHashes(client, now()).find((taken) => isSameHash(taken.hash, given));
    if (client === null || match === undefined) return null;
    if (proved.size >= mostProved) proved.clear();
    proved.set(key, { user, hash: match.hash });
    return { client, hash: match.hash, newHint: match.hint === undefined ? hint : null };
  };
}

const mostProved = 10_000;

/** The hashes that are valid now: the present one, and for a while after a rotation the former one. */
export function takenHashes(client: StoredClient, now: number): readonly { hash: string; hint?: string | undefined }[] {
  const { hash, hint, old, revokedAt } = client;
  if (revokedAt !== null || hash === null) return [];
  return old !== null && now < old.until ? [{ hash, hint }, old] : [{ hash, hint }];
}
