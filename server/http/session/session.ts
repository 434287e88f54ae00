import { createHash, randomBytes } from 'node:crypto';
import type { SignInSession } from '../../../contract/people.ts';
import type { Clock } from '../../clock.ts';
import { personOwner } from '../../people/owners.ts';
import type { Caller } from '../../people/caller.ts';
import type { SessionOf, UserVerbs } from '../../people/user-verbs.ts';
import { printSessions, readSessions, type Session } from './kept-sessions.ts';

/** A sign-in link works once, for an hour; a session ends a week after its last use, and survives a restart of the server. */
export const linkLifeMs = 60 * 60_000;
export const sessionLifeMs = 7 * 24 * 60 * 60_000;
const mostLinks = 100;
const mostSessions = 1_000;
/** So that one user cannot push out the sessions of others. */
const mostOfUser = 30;
/** A session in use is stored again at most this often. */
const keepEveryMs = 60 * 60_000;

/** Stores sessions across restarts: the text stored last, and a function to store the next. */
export interface SessionMemory {
  readonly kept: string | null;
  readonly keep: (text: string) => unknown;
}
const noMemory: SessionMemory = { kept: null, keep: () => undefined };

/** The browser that asks: its short name, and its address. */
export interface SessionPlace {
  readonly browser: string;
  readonly address: string;
}
const nowhere: SessionPlace = { browser: '', address: '' };

const everything = { user: null, scopes: ['start', 'read', 'manage'], processes: null } as const;

/** A person at this computer: has a sign-in link, or can read the file in the data folder. */
export const person = (name: 'operator' | 'command line' | 'tray'): Caller => ({
  kind: 'person',
  owner: personOwner(name),
  name,
  ...everything,
});

export interface SessionDeps {
  readonly clock: Clock;
  readonly commandToken: string | null;
  readonly memory?: SessionMemory | undefined;
  /** Whose session it is now; asked with every call. Without it only whoever has the computer signs in. */
  readonly users?: Pick<UserVerbs, 'callerOf'>;
}

/**
 * Sessions of browsers, and the one-time tokens that open them. Only digests are stored, so the time of a lookup reveals nothing.
 * Sessions expire by the computer's uptime, which nobody can set; stored ones by the wall clock.
 */
export function createSessions({ clock, commandToken, memory = noMemory, users }: SessionDeps) {
  const { sessions, links } = readSessions(memory.kept, clock, { sessionMs: sessionLifeMs, linkMs: linkLifeMs });
  let keptAt = clock.uptime();
  let storing: Promise<unknown> = Promise.resolve();
  const callerOf = callerBy(users);

  const newLink = (of: SessionOf | null): string =>
    add(clock, links, mostLinks, linkLifeMs, { of, since: null, usedAt: null, ...nowhere });

  function open(of: SessionOf | null, place: SessionPlace): string {
    const at = clock.now();
    const secret = add(clock, sessions, mostSessions, sessionLifeMs, { of, since: at, usedAt: at, ...place });
    keep();
    return secret;
  }
  function keep(): void {
    keptAt = clock.uptime();
    storing = Promise.resolve(memory.keep(printSessions({ sessions, links }, clock.now() - keptAt)));
  }
  const ends = sessionEnds(sessions, keep);

  return {
    /** Resolves once what was opened and ended until now is stored, or could not be. */
    stored: () => storing.then(() => undefined),
    /** A token for one sign-in: of a user, or of whoever has the computer. */
    newLinkToken: (of: SessionOf | null = null) => newLink(of),
    /** A token that stays valid after a restart of the server, for the same as the session with this secret. */
    newLastingToken(secret: string | null = null): string {
      const token = newLink(secret === null ? null : (sessions.get(digest(secret))?.of ?? null));
      keep();
      return token;
    },
    /** Returns the secret for a new session's cookie, or null if the token is wrong, used or expired. */
    open(linkToken: string, place = nowhere): string | null {
      const key = digest(linkToken);
      const link = links.get(key);
      links.delete(key);
      if (link === undefined || link.until <= clock.uptime() || callerOf(link) === null) return null;
      return open(link.of, place);
    },
    /** The secret for the cookie of a user who has proved who it is. */
    openFor: (of: SessionOf, place: SessionPlace): string => open(of, place),
    callerOf(secret: string): Caller | null {
      const key = digest(secret);
      const session = sessions.get(key);
      if (session === undefined) return null;
      sessions.delete(key);
      const caller = session.until <= clock.uptime() ? null : callerOf(session);
      if (caller === null) return null;
      sessions.set(key, { ...session, until: clock.uptime() + sessionLifeMs, usedAt: clock.now() });
      if (clock.uptime() - keptAt > keepEveryMs) keep();
      return caller;
    },
    /** The same without counting as a use: a waiting call does not keep a session alive. */
    peek(secret: string): Caller | null {
      const session = sessions.get(digest(secret));
      return session === undefined || session.until <= clock.uptime() ? null : callerOf(session);
    },
    end(secret: string): void {
      const key = digest(secret);
      ends.where((_session, other) => other === key);
    },
    /** Ends those with this id that `isMeant` names; whether there was one. */
    endById: (id: string, isMeant: (session: Session) => boolean): boolean =>
      ends.where((session, key) => idOf(key) === id && isMeant(session)) > 0,
    /** Forgets those whose user may not go on: they do not come back with an older configuration. */
    dropEnded: () => void ends.where((session) => callerOf(session) === null),
    /** Those that are open, the last used first. `secret`: of the one that asks. */
    all: (secret: string | null) =>
      [...sessions].toReversed().flatMap(([key, session]) => {
        const caller = session.until <= clock.uptime() ? null : callerOf(session);
        const isThis = secret !== null && key === digest(secret);
        return caller === null ? [] : [{ ...shown(key, session), isThis, caller }];
      }),
    /** Calls `listener` after a session has ended; returns the function that ends it. */
    onEnd: ends.listen,
    /** The command line, authenticated by the token in its file. */
    commandCaller: commandCallers(commandToken),
  };
}

const callerBy =
  (users: SessionDeps['users']) =>
  ({ of }: Session): Caller | null =>
    of === null ? person('operator') : (users?.callerOf(of) ?? null);

function commandCallers(commandToken: string | null): (token: string) => Caller | null {
  const known = commandToken === null ? null : digest(commandToken);
  return (token) => (known !== null && digest(token) === known ? person('command line') : null);
}
export type Sessions = ReturnType<typeof createSessions>;

/** Ending sessions, and telling of it. */
function sessionEnds(sessions: Map<string, Session>, keep: () => void) {
  const listeners = new Set<() => void>();
  return {
    /** How many there were. */
    where(isMeant: (session: Session, key: string) => boolean): number {
      const before = sessions.size;
      for (const [key, session] of sessions) if (isMeant(session, key)) sessions.delete(key);
      if (sessions.size < before) {
        keep();
        for (const listener of listeners) listener();
      }
      return before - sessions.size;
    },
    listen(this: void, listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Adds an entry under a new secret, which is returned; the longest unused ones make room. */
function add(
  clock: Pick<Clock, 'uptime'>,
  kept: Map<string, Session>,
  most: number,
  lifeMs: number,
  session: Omit<Session, 'until'>,
): string {
  const now = clock.uptime();
  for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
  const same = [...kept].filter(([, { of }]) => of !== null && of.userId === session.of?.userId);
  if (same.length >= mostOfUser) kept.delete(same[0]![0]);
  if (kept.size >= most) kept.delete(kept.keys().next().value!);
  const token = randomBytes(32).toString('base64url');
  kept.set(digest(token), { ...session, until: now + lifeMs });
  return token;
}

function shown(key: string, { of, since, usedAt, browser, address }: Session): Omit<SignInSession, 'who' | 'isThis'> {
  return { id: idOf(key), userId: of?.userId ?? null, since, lastUsedAt: usedAt, browser, address };
}

const digest = (token: string): string => createHash('sha256').update(token).digest('base64');

/** Tells one from the others, and opens nothing. */
const idOf = (key: string): string => createHash('sha256').update(`id ${key}`).digest('base64url').slice(0, 22);
