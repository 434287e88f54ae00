import { randomUUID } from 'node:crypto';
import { RotaError, rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import { matchIdentity, type IdentityClaims, type IdentityMatch, type KnownUser } from './identity-match.ts';
import { userFault } from '../../domain/user-rules.ts';
import type { Log } from '../../log.ts';
import type { StoredUser } from '../../store/config-document.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import type { Audit } from '../audit.ts';
import type { Caller } from '../caller.ts';
import { digestOf } from '../user-deps.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { createTickets } from './one-time-tickets.ts';
import { ProviderProblem, type ProviderClient, type RoundTrip } from './provider-client.ts';
import { createSealedSteps } from './sealed-steps.ts';
import { auditFor, ownUser, type UserBook } from './user-book.ts';

export interface IdentitySignInDeps {
  readonly book: UserBook;
  readonly secrets: SecretBox;
  readonly provider: Pick<IdentityProvider, 'inUse'>;
  readonly client: Pick<ProviderClient, 'begin' | 'finish'>;
  readonly clock: Pick<Clock, 'now' | 'uptime'>;
  readonly log: Log;
  readonly audit: Audit;
  /** A user as a caller, for the audit. */
  readonly callerOf: (id: string) => Caller | null;
}

/** How long a person may be at the provider: passwords are looked up and phones are charged. */
export const awayMs = 15 * 60_000;
const outcomeMs = 5 * 60_000;

/** Whom the way is for, if that is known: the holder of an invitation, or a user who connects the account. */
export interface IdentityFor {
  readonly invitation: string | null;
  readonly userId: string | null;
}

interface Away extends IdentityFor {
  readonly trip: RoundTrip;
}

const noProvider = () =>
  rotaError('CONFLICT', said`Signing in at the company’s identity provider is not set up here, or switched off`);
const isOld = () =>
  rotaError(
    'UNAUTHORIZED',
    said`This sign-in took too long, was used already, or was begun in another browser: begin again`,
  );

/** Signing in at the company's identity provider: there and back. */
export function createIdentitySignIn(deps: IdentitySignInDeps) {
  const { book, secrets, provider, client, clock, log, audit, callerOf } = deps;
  const away = createSealedSteps<Away>({ secrets, clock }, 'identity', awayMs);
  const note = auditFor(audit, callerOf);
  const failed = createTickets<RotaError>(clock, outcomeMs);

  /** Who it is here, stored in one step: two browsers at once make one user. */
  const settle = (
    claims: IdentityClaims,
    rules: Parameters<typeof matchIdentity>[1],
    { invitation, userId }: IdentityFor,
  ) =>
    book.decide((users) => {
      const invited = invitation === null ? undefined : openInvitation(users, invitation, clock.now());
      if (invitation !== null && invited === undefined) {
        throw rotaError('UNAUTHORIZED', said`This invitation was used already or is too old: ask for a new one`);
      }
      const match = matchIdentity(claims, rules, users.map(knownOf), invited?.id ?? userId);
      return stored(match, claims, users, clock.now());
    });

  return {
    /** The address of the provider, and the token that the browser has to bring back as a cookie. */
    async begin(redirectUrl: string, whom: IdentityFor): Promise<{ url: string; token: string }> {
      const found = provider.inUse();
      if (found === null) throw noProvider();
      const { url, trip } = await client.begin(found.settings, redirectUrl).catch((error: unknown) => {
        // Other ways to sign in still work: this is no sign-out.
        throw error instanceof ProviderProblem ? rotaError('CONFLICT', error.said) : error;
      });
      return { url, token: away.issue({ ...whom, trip }) };
    },
    /** For an endpoint that connects the own account. Throws CONFLICT without a user. */
    ownId: (caller: Caller): string => ownUser(book, caller).id,
    /**
     * Who came back. `query`: of the address that was called, whole. Rejects with UNAUTHORIZED, with a sentence; what the provider said of the person
     * is not logged.
     */
    async finish(
      token: string | null,
      query: string,
    ): Promise<{ readonly user: StoredUser; readonly isConnected: boolean }> {
      const gone = token === null ? null : away.take(token);
      if (gone === null) throw isOld();
      const found = provider.inUse();
      if (found === null) throw noProvider();
      const claims = await client.finish(found.settings, gone.trip, query);
      const { id, kind } = await settle(claims, found, gone);
      const user = book.all().find((one) => one.id === id)!;
      if (kind === 'new') note(user.id, 'user created', said`${user.name}, ${user.role}`);
      if (kind === 'link') note(user.id, 'identity connected', found.title);
      return { user, isConnected: gone.userId !== null };
    },
    /** Keeps a failure for the page, which asks by the returned id. */
    keepFailure(error: unknown): string {
      if (error instanceof ProviderProblem) return failed.issue(rotaError('UNAUTHORIZED', error.said));
      if (error instanceof RotaError) return failed.issue(error);
      log.error('signing in at the identity provider failed', { error });
      return failed.issue(rotaError('INTERNAL', said`Signing in failed unexpectedly: the log says more`));
    },
    /** Throws the failure, for as long as it is kept. */
    tellFailure(id: string): void {
      throw failed.peek(id) ?? isOld();
    },
    /** Disconnects: by the user itself, or an administrator. */
    async disconnect(user: StoredUser, caller: Caller): Promise<void> {
      if (user.identity === null) return;
      const isOwn = caller.account?.id === user.id;
      if (isOwn && user.passwordHash === null && user.passkeys.length === 0) {
        throw rotaError('CONFLICT', said`it is the only way in which you can sign in: add another one first`);
      }
      await book.change(user.id, (one) => ({ ...one, identity: null }));
      audit(caller, 'identity removed', user.title);
    },
  };
}
export type IdentitySignIn = ReturnType<typeof createIdentitySignIn>;

const knownOf = ({ id, name, title, email, isDisabled, identity, ...user }: StoredUser): KnownUser => ({
  ...{ id, name, title, email, isDisabled, identity },
  isInvited: user.passwordHash === null && user.lastSignInAt === null && user.passkeys.length === 0,
});

function openInvitation(users: readonly StoredUser[], token: string, now: number): StoredUser | undefined {
  const digest = digestOf(token);
  return users.find(({ invitation }) => invitation?.digest === digest && invitation.until > now);
}

interface Settled {
  readonly id: string;
  readonly kind: 'known' | 'link' | 'new';
}

function stored(
  match: IdentityMatch,
  { issuer, subject }: IdentityClaims,
  users: readonly StoredUser[],
  now: number,
): { readonly users: readonly StoredUser[]; readonly result: Settled } {
  const identity = { issuer, subject };
  switch (match.kind) {
    case 'refused':
      throw rotaError('UNAUTHORIZED', match.why);
    case 'known':
      return { users, result: match };
    case 'link': {
      const linked = users.map((one) => (one.id === match.id ? { ...one, identity, invitation: null } : one));
      return { users: linked, result: match };
    }
    case 'new': {
      const id = randomUUID();
      const made: StoredUser = {
        ...{ id, ...match.user, tags: null, isDisabled: false, createdAt: now, lastSignInAt: null },
        ...{ passwordHash: null, sessionRound: 0, invitation: null, codes: null, passkeys: [], identity },
      };
      const fault = userFault(made, users);
      if (fault !== null) throw rotaError(fault.code, fault.sentence, fault.field);
      return { users: [...users, made], result: { id, kind: 'new' } };
    }
  }
}
