import { rotaError, type RotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { HashBusy } from '../../people/secret-hash.ts';
import type { Caller } from '../../people/caller.ts';
import type { ClientVerbs } from '../../people/client-verbs.ts';
import type { FailureBrake } from './failure-brake.ts';

export const challenge = 'Basic realm="Rota", charset="UTF-8"';

export const unauthorized = (): RotaError =>
  rotaError('UNAUTHORIZED', 'User or password is missing or wrong: send those of an API client as Basic authorization');

/** Thrown by a rate limit; the error answer turns it into `Retry-After`. */
export class TooManyFailures extends Error {
  readonly waitMs: number;
  readonly isLink: boolean;

  constructor(waitMs: number, { isLink = false } = {}) {
    super('too many failed sign-ins');
    this.waitMs = waitMs;
    this.isLink = isLink;
  }

  get sentence(): Translatable {
    const seconds = Math.ceil(this.waitMs / 1000);
    return this.isLink
      ? said`Too many wrong sign-in links from this address: try again in ${seconds} s, or ask for a new link with "rota open"`
      : said`Too many wrong sign-ins with this name from this address: try again in ${seconds} s`;
  }
}

/**
 * Turns `Authorization: Basic …` into a caller. Every call is checked; only failures are counted, by name and address, so that a caller
 * who guesses, or uses an old password, delays nobody else.
 */
export function createBasicAuth(clients: Pick<ClientVerbs, 'verify'>, brake: FailureBrake) {
  async function verify(user: string, password: string): Promise<Caller | null> {
    try {
      return await clients.verify(user, password);
    } catch (error) {
      if (error instanceof HashBusy) throw new TooManyFailures(1_000);
      throw error;
    }
  }

  return {
    /** Throws UNAUTHORIZED or TooManyFailures. */
    async callerOf(header: string, address: string | undefined): Promise<Caller> {
      const readings = readBasic(header);
      for (const { user, password } of readings) {
        const caller = await verify(user, password);
        if (caller) return caller;
      }
      const [first] = readings;
      const waitMs = first === undefined ? null : brake.failed('password', first.user, address);
      throw waitMs === null ? unauthorized() : new TooManyFailures(waitMs);
    },
  };
}
export type BasicAuth = ReturnType<typeof createBasicAuth>;

interface UserAndPassword {
  readonly user: string;
  readonly password: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The possible readings of a Basic header: UTF-8 (RFC 7617), then Latin-1 if that differs. */
export function readBasic(header: string): UserAndPassword[] {
  const encoded = /^basic +([a-z0-9+/_-]+={0,2}) *$/i.exec(header)?.[1];
  if (encoded === undefined || encoded.length > 4096) return [];
  const bytes = Buffer.from(encoded, 'base64');
  const texts = new Set<string>();
  try {
    texts.add(utf8.decode(bytes));
  } catch {
    // Not UTF-8: Latin-1 below.
  }
  texts.add(bytes.toString('latin1'));
  return [...texts].flatMap((text) => {
    const colon = text.indexOf(':');
    return colon < 0 ? [] : [{ user: text.slice(0, colon), password: text.slice(colon + 1) }];
  });
}
