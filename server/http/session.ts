import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../engine/clock.ts';
import type { Caller } from '../engine/engine.ts';

/** A sign-in link is good once, for an hour; a session ends a week after its last use, or with the server. */
export const linkLifeMs = 60 * 60_000;
export const sessionLifeMs = 7 * 24 * 60 * 60_000;
const mostLinks = 100;
const mostSessions = 1_000;

const everything = { user: null, scopes: ['start', 'read', 'manage'], processes: null } as const;

/** A person at this computer: who holds a sign-in link, or can read the file in the data folder. */
export const person = (name: 'operator' | 'command line' | 'tray'): Caller => ({ kind: 'person', name, ...everything });

/** Sessions of browsers, and the one-time tokens that open them. Only digests are kept, so that looking up leaks nothing by time. */
export function createSessions(clock: Clock, commandToken: string | null) {
  const links = new Map<string, number>();
  const sessions = new Map<string, number>();
  const commandDigest = commandToken === null ? null : digest(commandToken);

  function add(kept: Map<string, number>, most: number, lifeMs: number): string {
    const now = clock.now();
    for (const [key, until] of kept) if (until <= now) kept.delete(key);
    if (kept.size >= most) kept.delete(kept.keys().next().value!);
    const token = randomBytes(32).toString('base64url');
    kept.set(digest(token), now + lifeMs);
    return token;
  }

  return {
    /** A token for one sign-in. */
    newLinkToken: () => add(links, mostLinks, linkLifeMs),
    /** The secret of a new session's cookie, or null when the token is wrong, used or too old. */
    open(linkToken: string): string | null {
      const key = digest(linkToken);
      const until = links.get(key);
      links.delete(key);
      return until !== undefined && until > clock.now() ? add(sessions, mostSessions, sessionLifeMs) : null;
    },
    callerOf(secret: string): Caller | null {
      const key = digest(secret);
      const until = sessions.get(key);
      if (until === undefined) return null;
      sessions.delete(key);
      if (until <= clock.now()) return null;
      sessions.set(key, clock.now() + sessionLifeMs);
      return person('operator');
    },
    end: (secret: string) => sessions.delete(digest(secret)),
    /** The command line, by the token in its file. */
    commandCaller: (token: string): Caller | null =>
      commandDigest !== null && digest(token) === commandDigest ? person('command line') : null,
  };
}
export type Sessions = ReturnType<typeof createSessions>;

const digest = (token: string): string => createHash('sha256').update(token).digest('base64');
