import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientDraft, Credentials } from '../../contract/client.ts';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import { isLimitedManager, isPlainName, isReservedName, newUser } from '../domain/client-rules.ts';
import { foldCase } from '../domain/name-matching.ts';
import type { StoredClient } from '../store/config-document.ts';
import type { ConfigStore } from '../store/config-store.ts';
import type { Audit } from './audit.ts';
import type { Clock } from '../clock.ts';
import type { ClientVerbs } from './client-verbs.ts';
import { createSecretHash, hintOf, newSalt, type HashSecret } from './secret-hash.ts';

export interface ClientSecretDeps {
  config: ConfigStore;
  clock: Pick<Clock, 'now'>;
  audit: Audit;
  random?: (bytes: number) => Buffer;
  hash?: HashSecret;
}

/** Creates, rotates and revokes the secrets of clients. They are shown once, and stored as scrypt hashes only. */
export function clientSecrets(
  deps: ClientSecretDeps,
  tell: (user: string) => void,
): Pick<ClientVerbs, 'create' | 'rotate' | 'revoke'> {
  const { config, clock, audit } = deps;
  const random = deps.random ?? randomBytes;
  const hash = deps.hash ?? createSecretHash();

  function change(user: string, edit: (client: StoredClient) => StoredClient): Promise<void> {
    return config.update((document) => {
      const found = document.clients.find((client) => client.user === user);
      if (found === undefined) throw rotaError('NOT_FOUND', said`there is no client "${user}"`);
      const edited = edit(found);
      return { ...document, clients: document.clients.map((client) => (client === found ? edited : client)) };
    });
  }

  return {
    async create(draft, caller) {
      checkDraft(draft);
      const password = newSecret(random);
      const salt = newSalt();
      const hashed = await hash(password, salt);
      let user = newUser(draft.name, random(4));
      await config.update((document) => {
        // A user is never reused, not even one of a revoked client.
        while (document.clients.some((client) => client.user === user)) user = newUser(draft.name, random(4));
        const alike = document.clients.find(
          ({ name, revokedAt }) => revokedAt === null && foldCase(name) === foldCase(draft.name),
        );
        if (alike !== undefined) throw rotaError('NAME_TAKEN', said`there is a client "${alike.name}" already`, 'name');
        const made = newClient(draft, {
          user,
          salt,
          hash: hashed,
          hint: hintOf(password, salt),
          createdAt: clock.now(),
        });
        return { ...document, clients: [...document.clients, made] };
      });
      audit(caller, 'client created', draft.name);
      tell(user);
      return { user, password } satisfies Credentials;
    },
    async rotate(user, overlapSeconds, caller) {
      const password = newSecret(random);
      const salt = config.get().clients.find((client) => client.user === user)?.salt ?? newSalt();
      const hashed = await hash(password, salt);
      let name = user;
      await change(user, (client) => {
        name = client.name;
        if (client.revokedAt !== null || client.hash === null) {
          throw rotaError('CONFLICT', said`the client "${client.name}" is revoked: create a new one`);
        }
        // Both secrets use one salt, so that checking both costs one hash.
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
  };
}

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

type Made = Pick<StoredClient, 'user' | 'salt' | 'hash' | 'hint' | 'createdAt'>;

const newClient = (draft: ClientDraft, made: Made): StoredClient => ({
  ...draft,
  scopes: [...new Set(draft.scopes)],
  id: randomUUID(),
  ...made,
  old: null,
  lastUsedAt: null,
  revokedAt: null,
});

/** 192 bits, ASCII, without a leading `-`, which a command line would take for an option. */
function newSecret(random: (bytes: number) => Buffer): string {
  for (;;) {
    const secret = random(24).toString('base64url');
    if (!secret.startsWith('-')) return secret;
  }
}
