import type { Client } from '../../contract/client.ts';
import type { Announcement } from '../../contract/events.ts';
import { effectiveScopes } from '../domain/client-rules.ts';
import { clientOwner } from '../domain/owner.ts';
import type { Log } from '../log.ts';
import type { StoredClient } from '../store/config-document.ts';
import { createClientProof, takenHashes } from './client-proof.ts';
import { clientSecrets, type ClientSecretDeps } from './client-secrets.ts';
import { createClientUses } from './client-uses.ts';
import type { Clock } from '../clock.ts';
import type { Caller } from './caller.ts';
import type { ClientVerbs } from './client-verbs.ts';
import { createSecretHash } from './secret-hash.ts';

export interface Clients extends ClientVerbs {
  /** After the clock was set: keeps the remaining validity of former secrets unchanged. */
  shiftOldSecrets(byMs: number): Promise<void>;
  /** Writes the last uses that are not stored yet. */
  close(): Promise<void>;
}

interface ClientDeps extends ClientSecretDeps {
  clock: Pick<Clock, 'now' | 'after'>;
  log: Log;
  announce: (announcement: Announcement) => void;
}

/** The clients of the API. */
export function createClients(deps: ClientDeps): Clients {
  const { config, clock } = deps;
  const prove = createClientProof({
    clients: () => config.get().clients,
    now: () => clock.now(),
    hash: deps.hash ?? createSecretHash({ mostWaiting: mostUnproved }),
  });
  const uses = createClientUses(deps);
  /** The hash that authenticated each caller. */
  const cameBy = new WeakMap<Caller, string>();
  const listeners = new Set<() => void>();

  function letIn(client: StoredClient, provedBy: string): Caller {
    const caller = callerOf(client);
    cameBy.set(caller, provedBy);
    return caller;
  }

  function tell(user: string): void {
    deps.announce({ type: 'client', user });
    for (const listener of listeners) listener();
  }

  return {
    ...clientSecrets(deps, tell),
    all: () => config.get().clients.map((client) => shown(client, uses.lastOf(client.user), clock.now())),
    async shiftOldSecrets(byMs) {
      if (!config.get().clients.some(({ old }) => old !== null && old.until + Math.abs(byMs) > clock.now())) return;
      await config.update((document) => ({
        ...document,
        clients: document.clients.map((client) =>
          client.old === null ? client : { ...client, old: { ...client.old, until: client.old.until + byMs } },
        ),
      }));
    },
    async verify(user, password) {
      const proof = await prove(user, password);
      if (proof === null) return null;
      const { client, newHint } = proof;
      if (newHint !== null) uses.noteHint(proof.hash, newHint);
      uses.note(client.user);
      return letIn(client, proof.hash);
    },
    renew(caller) {
      const provedBy = cameBy.get(caller);
      const client = config.get().clients.find((one) => one.user === caller.user && clientOwner(one) === caller.owner);
      if (client === undefined || provedBy === undefined) return null;
      const isTaken = takenHashes(client, clock.now()).some((taken) => taken.hash === provedBy);
      return isTaken ? letIn(client, provedBy) : null;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: uses.write,
  };
}

/** The limit of first calls that wait for a hash, for clients of an older build whose hint is unknown. */
const mostUnproved = 64;

function callerOf(client: StoredClient): Caller {
  const { name, user, processes } = client;
  return { kind: 'client', owner: clientOwner(client), name, user, scopes: effectiveScopes(client), processes };
}

function shown(client: StoredClient, usedAt: number | undefined, now: number): Client {
  const { name, user, processes, createdAt, revokedAt, old } = client;
  const scopes = [...effectiveScopes(client)];
  const oldSecretUntil = old !== null && old.until > now ? old.until : null;
  return {
    name,
    user,
    scopes,
    processes,
    createdAt,
    lastUsedAt: usedAt ?? client.lastUsedAt,
    revokedAt,
    oldSecretUntil,
  };
}
