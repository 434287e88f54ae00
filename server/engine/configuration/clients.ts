import { randomBytes, randomUUID } from 'node:crypto';
import type { Client, ClientDraft, Credentials } from '../../../contract/client.ts';
import { rotaError } from '../../../contract/errors.ts';
import type { Announcement } from '../../../contract/events.ts';
import { said } from '../../../contract/translatable.ts';
import { foldCase } from '../../domain/name-matching.ts';
import { effectiveScopes, isLimitedManager, isPlainName, isReservedName, newUser } from '../../domain/client-rules.ts';
import { clientOwner } from '../../domain/owner.ts';
import type { Log } from '../../log.ts';
import type { StoredClient } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { Audit } from '../shared/audit.ts';
import { createClientProof, takenHashes } from './client-proof.ts';
import type { Clock } from '../shared/clock.ts';
import type { Caller, ClientVerbs } from '../engine.ts';
import { createSecretHash, hintOf, newSalt, type HashSecret } from './secret-hash.ts';

/** Last uses are kept in memory and written this seldom: each write is a change of the file a person may be editing. */
const writeUsesEveryMs = 600_000;

export interface Clients extends ClientVerbs {
  /** The clock was set: a former secret is good for as long as was said, neither longer nor shorter. */
  shiftOldSecrets(byMs: number): Promise<void>;
  /** Writes the last uses that are not written yet. */
  close(): Promise<void>;
}

/** Who may call the API. Secrets are shown once by create and rotate, and kept as scrypt hashes only. */
export function createClients(deps: {
  config: ConfigStore;
  clock: Pick<Clock, 'now' | 'after'>;
  log: Log;
  audit: Audit;
  announce: (announcement: Announcement) => void;
  random?: (bytes: number) => Buffer;
  hash?: HashSecret;
}): Clients {
  const { config, clock, audit, announce } = deps;
  const random = deps.random ?? randomBytes;
  const hash = deps.hash ?? createSecretHash();
  const prove = createClientProof({
    clients: () => config.get().clients,
    now: () => clock.now(),
    hash: deps.hash ?? createSecretHash({ mostWaiting: mostUnproved }),
  });
  /** By which hash each caller came in. */
  const cameBy = new WeakMap<Caller, string>();
  const listeners = new Set<() => void>();
  const usedAt = new Map<string, number>();
  /** Hints that were not known, by the hash they belong to; written with the next uses. */
  const newHints = new Map<string, string>();
  let stopWriting: (() => void) | null = null;

  /** 192 bits, ASCII, never with a leading `-` that a command line would take for an option. */
  function newSecret(): string {
    for (;;) {
      const secret = random(24).toString('base64url');
      if (!secret.startsWith('-')) return secret;
    }
  }

  function change(user: string, edit: (client: StoredClient) => StoredClient): Promise<void> {
    return config.update((document) => {
      const found = document.clients.find((client) => client.user === user);
      if (found === undefined) throw rotaError('NOT_FOUND', said`there is no client "${user}"`);
      const edited = edit(found);
      return { ...document, clients: document.clients.map((client) => (client === found ? edited : client)) };
    });
  }

  function letIn(client: StoredClient, provedBy: string): Caller {
    const caller = callerOf(client);
    cameBy.set(caller, provedBy);
    return caller;
  }

  function tell(user: string): void {
    announce({ type: 'client', user });
    for (const listener of listeners) listener();
  }

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
      deps.log.warn('the last uses of clients could not be written', { error });
    }
  }

  return {
    all: () => config.get().clients.map((client) => shown(client, usedAt.get(client.user), clock.now())),
    async create(draft, caller) {
      checkDraft(draft);
      const password = newSecret();
      const salt = newSalt();
      const hashed = await hash(password, salt);
      let user = newUser(draft.name, random(4));
      await config.update((document) => {
        // Also none that somebody had before.
        while (document.clients.some((client) => client.user === user)) user = newUser(draft.name, random(4));
        const alike = document.clients.find(
          ({ name, revokedAt }) => revokedAt === null && foldCase(name) === foldCase(draft.name),
        );
        if (alike !== undefined) throw rotaError('NAME_TAKEN', said`there is a client "${alike.name}" already`, 'name');
        const made: StoredClient = {
          ...draft,
          scopes: [...new Set(draft.scopes)],
          id: randomUUID(),
          user,
          salt,
          hash: hashed,
          hint: hintOf(password, salt),
          old: null,
          createdAt: clock.now(),
          lastUsedAt: null,
          revokedAt: null,
        };
        return { ...document, clients: [...document.clients, made] };
      });
      audit(caller, 'client created', draft.name);
      tell(user);
      return { user, password } satisfies Credentials;
    },
    async rotate(user, overlapSeconds, caller) {
      const password = newSecret();
      const salt = config.get().clients.find((client) => client.user === user)?.salt ?? newSalt();
      const hashed = await hash(password, salt);
      let name = user;
      await change(user, (client) => {
        name = client.name;
        if (client.revokedAt !== null || client.hash === null) {
          throw rotaError('CONFLICT', said`the client "${client.name}" is revoked: create a new one`);
        }
        // Both secrets are hashed under one salt, so that trying either costs one hash.
        if (client.salt !== salt)
          throw rotaError('CONFLICT', said`the client "${client.name}" was changed meanwhile: try again`);
        const until = clock.now() + overlapSeconds * 1000;
        const old = overlapSeconds > 0 ? { hash: client.hash, ...(client.hint && { hint: client.hint }), until } : null;
        return { ...client, hash: hashed, hint: hintOf(password, salt), old };
      });
      audit(caller, 'client rotated', name);
      tell(user);
      return { user, password };
    },
    async revoke(user, caller) {
      let name = user;
      await change(user, (client) => {
        name = client.name;
        return { ...client, hash: null, old: null, revokedAt: client.revokedAt ?? clock.now() };
      });
      audit(caller, 'client revoked', name);
      tell(user);
    },
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
      if (newHint !== null) newHints.set(proof.hash, newHint);
      noteUse(client.user);
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
    close: writeUses,
  };
}

/** So many first calls wait for a hash of an older build's client, whose hint is not known yet. */
const mostUnproved = 64;

function checkDraft(draft: ClientDraft): void {
  if (!isPlainName(draft.name))
    throw rotaError('BODY_INVALID', said`holds characters that are not seen, or none that are`, 'name');
  if (isReservedName(draft.name)) {
    const sentence = said`"${draft.name}" is what Rota calls a person or itself: choose a name that tells which program it is`;
    throw rotaError('BODY_INVALID', sentence, 'name');
  }
  if (isLimitedManager(draft)) {
    const sentence = said`"manage" reaches everything, also by way of new processes: it cannot be limited to some. Leave the scope out, or the limit`;
    throw rotaError('BODY_INVALID', sentence, 'scopes');
  }
}

function callerOf(client: StoredClient): Caller {
  const { name, user, processes } = client;
  return { kind: 'client', owner: clientOwner(client), name, user, scopes: effectiveScopes(client), processes };
}

function withHints(client: StoredClient, hints: ReadonlyMap<string, string>): StoredClient {
  const hint = client.hash === null ? undefined : (client.hint ?? hints.get(client.hash));
  return hint === undefined ? client : { ...client, hint };
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
