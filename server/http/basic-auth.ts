import { createHmac, randomBytes } from 'node:crypto';
import { rotaError, type RotaError } from '../../contract/errors.ts';
import type { Caller, ClientVerbs } from '../engine/engine.ts';
import type { FailureBrake } from './failure-brake.ts';

export const challenge = 'Basic realm="Rota", charset="UTF-8"';

export const unauthorized = (): RotaError =>
  rotaError('UNAUTHORIZED', 'User or password is missing or wrong: send those of an API client as Basic authorization');

/** Thrown by whoever slows a caller down; the front door makes `Retry-After` of it. */
export class TooManyFailures extends Error {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('too many failed sign-ins');
    this.waitMs = waitMs;
  }
}

const mostProven = 1_000;

/**
 * Turns `Authorization: Basic …` into a caller. Only failures use up an address's tries; what has proven right before is never slowed,
 * not even while somebody else guesses from the same address, and equal calls at once are verified once.
 */
export function createBasicAuth(clients: Pick<ClientVerbs, 'verify'>, brake: FailureBrake) {
  const key = randomBytes(32);
  const proven = new Set<string>();
  const underWay = new Map<string, Promise<Caller | null>>();

  async function verify(header: string): Promise<Caller | null> {
    for (const { user, password } of readBasic(header)) {
      const caller = await clients.verify(user, password);
      if (caller) return caller;
    }
    return null;
  }

  /** The same header at the same time costs one verification and one try. */
  function verifyOnce(proof: string, header: string, address: string | undefined): Promise<Caller | null> {
    const running = underWay.get(proof);
    if (running) return running;
    const waitMs = brake.take(address);
    if (waitMs !== null) throw new TooManyFailures(waitMs);
    const started = verify(header).finally(() => underWay.delete(proof));
    underWay.set(proof, started);
    return started.then((caller) => {
      if (caller) brake.giveBack(address);
      return caller;
    });
  }

  return {
    /** Throws UNAUTHORIZED or TooManyFailures. */
    async callerOf(header: string, address: string | undefined): Promise<Caller> {
      if (readBasic(header).length === 0) throw unauthorized();
      // Only a keyed digest is remembered, and every call is still verified: a revoked client is out at once.
      const proof = createHmac('sha256', key).update(header).digest('base64');
      const caller = proven.has(proof) ? await verify(header) : await verifyOnce(proof, header, address);
      proven.delete(proof);
      if (!caller) throw unauthorized();
      if (proven.size >= mostProven) proven.delete(proven.values().next().value!);
      proven.add(proof);
      return caller;
    },
  };
}
export type BasicAuth = ReturnType<typeof createBasicAuth>;

interface UserAndPassword {
  readonly user: string;
  readonly password: string;
}

/** The ways a Basic header can be read: as UTF-8 (RFC 7617), then as Latin-1 where that gives something else. */
export function readBasic(header: string): UserAndPassword[] {
  const encoded = /^basic +([a-z0-9+/_-]+={0,2}) *$/i.exec(header)?.[1];
  if (encoded === undefined || encoded.length > 4096) return [];
  const bytes = Buffer.from(encoded, 'base64');
  const texts = new Set<string>();
  try {
    texts.add(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Not UTF-8: Latin-1 below.
  }
  texts.add(bytes.toString('latin1'));
  return [...texts].flatMap((text) => {
    const colon = text.indexOf(':');
    return colon < 0 ? [] : [{ user: text.slice(0, colon), password: text.slice(colon + 1) }];
  });
}
