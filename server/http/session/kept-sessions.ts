import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { SessionOf } from '../../people/user-verbs.ts';

/** An open session, or a link that opens one. `until`: uptime; the other instants: epoch ms, null if unknown. */
export interface Session {
  readonly until: number;
  /** Null: of whoever has the computer. */
  readonly of: SessionOf | null;
  readonly since: number | null;
  readonly usedAt: number | null;
  readonly browser: string;
  readonly address: string;
}

/** By the digest of their secret, the longest unused first. */
export interface OpenSessions {
  readonly sessions: Map<string, Session>;
  readonly links: Map<string, Session>;
}

const pairs = z.array(z.tuple([z.string(), z.number()]));
const facts = z.object({
  since: z.number().nullable().default(null),
  usedAt: z.number().nullable().default(null),
  browser: z.string().default(''),
  address: z.string().default(''),
});
const ofUser = z.object({ userId: z.string(), round: z.int() });
/** Older builds know only `sessions` and `links`, and take each for one of whoever has the computer: those of users stand apart. */
const keptShape = z.object({
  sessions: pairs,
  links: pairs,
  facts: z.record(z.string(), facts).default({}),
  users: z.array(z.tuple([z.string(), z.number(), ofUser.extend(facts.shape)])).default([]),
  userLinks: z.array(z.tuple([z.string(), z.number(), ofUser])).default([]),
});

/** `toWall`: what is added to an uptime. */
export function printSessions({ sessions, links }: OpenSessions, toWall: number): string {
  const at = ({ until }: Session): number => Math.round(until + toWall);
  const own = (of: Map<string, Session>) => [...of].filter(([, session]) => session.of === null);
  const ofUsers = (open: Map<string, Session>) =>
    [...open].flatMap(([key, session]) => (session.of === null ? [] : [{ key, session, of: session.of }]));
  const factsOf = ({ since, usedAt, browser, address }: Session) => ({ since, usedAt, browser, address });
  return JSON.stringify({
    sessions: own(sessions).map(([key, session]) => [key, at(session)]),
    links: own(links).map(([key, session]) => [key, at(session)]),
    facts: Object.fromEntries(own(sessions).map(([key, session]) => [key, factsOf(session)])),
    users: ofUsers(sessions).map(({ key, session, of }) => [key, at(session), { ...of, ...factsOf(session) }]),
    userLinks: ofUsers(links).map(({ key, session, of }) => [key, at(session), of]),
  } satisfies z.input<typeof keptShape>);
}

/**
 * Unreadable text counts as no sessions. No lifetime is longer than that of a session that starts now, whatever the clock showed when it was
 * stored.
 */
export function readSessions(
  text: string | null,
  clock: Clock,
  lives: { readonly sessionMs: number; readonly linkMs: number },
): OpenSessions {
  const kept = readText(text);
  const nothing = { since: null, usedAt: null, browser: '', address: '' };
  const untilOf = (wall: number, lifeMs: number) => clock.uptime() + Math.min(wall - clock.now(), lifeMs);
  const sessions = new Map<string, Session>();
  const links = new Map<string, Session>();
  for (const [key, wall] of kept?.sessions ?? [])
    sessions.set(key, { ...nothing, ...kept?.facts[key], until: untilOf(wall, lives.sessionMs), of: null });
  for (const [key, wall, { userId, round, ...rest }] of kept?.users ?? [])
    sessions.set(key, { ...rest, until: untilOf(wall, lives.sessionMs), of: { userId, round } });
  for (const [key, wall] of kept?.links ?? [])
    links.set(key, { ...nothing, until: untilOf(wall, lives.linkMs), of: null });
  for (const [key, wall, of] of kept?.userLinks ?? [])
    links.set(key, { ...nothing, until: untilOf(wall, lives.linkMs), of });
  return { sessions, links };
}

function readText(text: string | null): z.output<typeof keptShape> | null {
  try {
    return keptShape.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
