import { randomBytes } from 'node:crypto';
import type { Client, Credentials } from '../../../contract/client.ts';
import { rotaError } from '../../../contract/errors.ts';
import type { Announcement } from '../../../contract/events.ts';
import { said } from '../../../contract/said.ts';
import { foldCase } from '../../domain/fold.ts';
import { newUser } from '../../domain/client-rules.ts';
import type { Log } from '../../log.ts';
import type { StoredClient } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { Audit } from '../audited.ts';
import { createClientProof } from './client-proof.ts';
import type { Clock } from '../clock.ts';
import type { Caller, ClientVerbs } from '../engine.ts';
import { createSecretHash, newSalt, type HashSecret } from './secret-hash.ts';

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
  const prove = createClientProof({ clients: () => config.get().clients, now: () => clock.now(), hash });
  const usedAt = new Map<string, number>();
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

  function noteUse(user: string): void {
    usedAt.set(user, clock.now());
    stopWriting ??= clock.after(writeUsesEveryMs, () => void writeUses());
  }

  async function writeUses(): Promise<void> {
    stopWriting?.();
    stopWriting = null;
    if (usedAt.size === 0) return;
    const written = new Map(usedAt);
    try {
      await config.update((document) => ({
        ...document,
        clients: document.clients.map((client) => ({
          ...client,
          lastUsedAt: written.get(client.user) ?? client.lastUsedAt,
        })),
      }));
      for (const [user, at] of written) if (usedAt.get(user) === at) usedAt.delete(user);
    } catch (error) {
      deps.log.warn('the last uses of clients could not be written', { error });
    }
  }

  return {
    all: () => config.get().clients.map((client) => shown(client, usedAt.get(client.user), clock.now())),
    async create(draft, caller) {
      const password = newSecret();
      const salt = newSalt();
      const hashed = await hash(password, salt);
      const user = newUser(draft.name, random(4));
      await config.update((document) => {
        const alike = document.clients.find(
          ({ name, revokedAt }) => revokedAt === null && foldCase(name) === foldCase(draft.name),
        );
        if (alike !== undefined) throw rotaError('NAME_TAKEN', said`there is a client "${alike.name}" already`, 'name');
        const made: StoredClient = {
          ...draft,
          scopes: [...new Set(draft.scopes)],
          user,
          salt,
          hash: hashed,
          old: null,
          createdAt: clock.now(),
          lastUsedAt: null,
          revokedAt: null,
        };
        return { ...document, clients: [...document.clients, made] };
      });
      audit(caller, 'client created', draft.name);
      announce({ type: 'client', user });
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
        return { ...client, hash: hashed, old: overlapSeconds > 0 ? { hash: client.hash, until } : null };
      });
      audit(caller, 'client rotated', name);
      announce({ type: 'client', user });
      return { user, password };
    },
    async revoke(user, caller) {
      let name = user;
      await change(user, (client) => {
        name = client.name;
        return { ...client, hash: null, old: null, revokedAt: client.revokedAt ?? clock.now() };
      });
      audit(caller, 'client revoked', name);
      announce({ type: 'client', user });
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
      const client = await prove(user, password);
      if (client === null) return null;
      noteUse(client.user);
      return callerOf(client);
    },
    close: writeUses,
  };
}

function callerOf(client: StoredClient): Caller {
  return { kind: 'client', name: client.name, user: client.user, scopes: client.scopes, processes: client.processes };
}

function shown(client: StoredClient, usedAt: number | undefined, now: number): Client {
  const { name, user, scopes, processes, createdAt, revokedAt, old } = client;
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
