import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { personOwner } from '../../people/owners.ts';
import type { Caller } from '../../people/caller.ts';

/** A sign-in link works once, for an hour; a session ends a week after its last use, and survives a restart of the server. */
export const linkLifeMs = 60 * 60_000;
export const sessionLifeMs = 7 * 24 * 60 * 60_000;
const mostLinks = 100;
const mostSessions = 1_000;
/** A session in use is stored again at most this often. */
const keepEveryMs = 60 * 60_000;

/** Stores sessions across restarts: the text stored last, and a function to store the next. */
export interface SessionMemory {
  readonly kept: string | null;
  readonly keep: (text: string) => unknown;
}
const noMemory: SessionMemory = { kept: null, keep: () => undefined };

const everything = { user: null, scopes: ['start', 'read', 'manage'], processes: null } as const;

/** A person at this computer: has a sign-in link, or can read the file in the data folder. */
export const person = (name: 'operator' | 'command line' | 'tray'): Caller => ({
  kind: 'person',
  owner: personOwner(name),
  name,
  ...everything,
});

/**
 * Sessions of browsers, and the one-time tokens that open them. Only digests are stored, so the time of a lookup reveals nothing.
 * Sessions expire by the computer's uptime, which nobody can set; stored ones by the wall clock.
 */
export function createSessions(clock: Clock, commandToken: string | null, memory = noMemory) {
  const { sessions, links } = readKept(memory.kept, clock);
  const listeners = new Set<() => void>();
  let keptAt = clock.uptime();
  const commandDigest = commandToken === null ? null : digest(commandToken);

  function add(kept: Map<string, number>, most: number, lifeMs: number): string {
    const now = clock.uptime();
    for (const [key, until] of kept) if (until <= now) kept.delete(key);
    if (kept.size >= most) kept.delete(kept.keys().next().value!);
    const token = randomBytes(32).toString('base64url');
    kept.set(digest(token), now + lifeMs);
    return token;
  }
  function keep(): void {
    keptAt = clock.uptime();
    const toWall = clock.now() - keptAt;
    const kept = (ends: Map<string, number>) => [...ends].map(([key, until]) => [key, Math.round(until + toWall)]);
    memory.keep(JSON.stringify({ sessions: kept(sessions), links: kept(links) }));
  }

  return {
    /** A token for one sign-in. */
    newLinkToken: () => add(links, mostLinks, linkLifeMs),
    /** A token that stays valid after a restart of the server. */
    newLastingToken(): string {
      const token = add(links, mostLinks, linkLifeMs);
      keep();
      return token;
    },
    /** Returns the secret for a new session's cookie, or null if the token is wrong, used or expired. */
    open(linkToken: string): string | null {
      const key = digest(linkToken);
      const until = links.get(key);
      links.delete(key);
      if (until === undefined || until <= clock.uptime()) return null;
      const secret = add(sessions, mostSessions, sessionLifeMs);
      keep();
      return secret;
    },
    callerOf(secret: string): Caller | null {
      const key = digest(secret);
      const until = sessions.get(key);
      if (until === undefined) return null;
      sessions.delete(key);
      if (until <= clock.uptime()) return null;
      sessions.set(key, clock.uptime() + sessionLifeMs);
      if (clock.uptime() - keptAt > keepEveryMs) keep();
      return person('operator');
    },
    /** The same without counting as a use: a waiting call does not keep a session alive. */
    peek: (secret: string): Caller | null =>
      (sessions.get(digest(secret)) ?? 0) > clock.uptime() ? person('operator') : null,
    end(secret: string): void {
      if (!sessions.delete(digest(secret))) return;
      keep();
      for (const listener of listeners) listener();
    },
    /** Calls `listener` after a session has ended; returns the function that ends it. */
    onEnd(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The command line, authenticated by the token in its file. */
    commandCaller: (token: string): Caller | null =>
      commandDigest !== null && digest(token) === commandDigest ? person('command line') : null,
  };
}
export type Sessions = ReturnType<typeof createSessions>;

/**
 * Unreadable text counts as no sessions. No lifetime is longer than that of a session that starts now, whatever the clock showed when it was
 * stored.
 */
function readKept(text: string | null, clock: Clock): Record<'sessions' | 'links', Map<string, number>> {
  const { sessions, links } = readText(text) ?? {};
  const ends = (kept: [string, number][] | undefined, lifeMs: number) =>
    new Map(kept?.map(([key, until]) => [key, clock.uptime() + Math.min(until - clock.now(), lifeMs)]));
  return { sessions: ends(sessions, sessionLifeMs), links: ends(links, linkLifeMs) };
}

const pairs = z.array(z.tuple([z.string(), z.number()]));
const keptShape = z.object({ sessions: pairs, links: pairs });

function readText(text: string | null): z.infer<typeof keptShape> | null {
  try {
    return keptShape.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

const digest = (token: string): string => createHash('sha256').update(token).digest('base64');
