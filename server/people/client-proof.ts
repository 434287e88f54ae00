import { hash as digestOf, randomBytes } from 'node:crypto';
import type { StoredClient } from '../store/config-document.ts';
import { hintOf, isSameHash, newSalt, type HashSecret } from './secret-hash.ts';

/** A client with the hash that let it in: the right lasts as long as the client has that very hash. */
export interface Proof {
  readonly client: StoredClient;
  readonly hash: string;
  /** Of the secret it came with, where the document does not have it yet. */
  readonly newHint: string | null;
}

/**
 * Proves user and password against the stored clients. A secret that does not fit the hint is wrong and costs no hash, whoever it is given
 * for. The first proof of a right pair costs one, every later one none; a remembered proof counts only as long as the client still has the
 * very hash it was proved with, so a rotation, revocation or expiry ends it at once. Rejects with HashBusy.
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

  /** One hash, however many calls with the same pair wait for it. */
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
    // Made for strangers, too, so that time does not tell which users there are.
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

/** The hashes that open the door now: the present one, and after a rotation the former for a while. */
export function takenHashes(client: StoredClient, now: number): readonly { hash: string; hint?: string | undefined }[] {
  const { hash, hint, old, revokedAt } = client;
  if (revokedAt !== null || hash === null) return [];
  return old !== null && now < old.until ? [{ hash, hint }, old] : [{ hash, hint }];
}
