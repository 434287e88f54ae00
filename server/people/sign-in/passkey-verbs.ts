import { rotaError } from '../../../contract/errors.ts';
import { passkeyPlace } from '../../../contract/passkey-place.ts';
import { said } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import type { StoredUser } from '../../store/config-document.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import type { Audit } from '../audit.ts';
import type { Caller } from '../caller.ts';
import {
  challengeLifeMs,
  checkRegistration,
  checkSignIn,
  registrationOptions,
  signInOptions,
  type PasskeyPage,
} from './passkeys.ts';
import { createSealedSteps } from './sealed-steps.ts';
import { ownUser, userIn, type UserBook } from './user-book.ts';

export interface PasskeyDeps {
  readonly book: UserBook;
  readonly secrets: SecretBox;
  readonly clock: Pick<Clock, 'now'>;
  readonly audit: Audit;
}

const mostPasskeys = 20;

/** A challenge, and whose answer it waits for; `userId` null: a sign-in. */
interface Asked {
  readonly challenge: string;
  readonly userId: string | null;
  readonly page: PasskeyPage;
}

const isInvalid = () =>
  rotaError('UNAUTHORIZED', said`The passkey was not accepted here: use another one, or another way to sign in`);
const isOld = () => rotaError('CONFLICT', said`This took too long, or was answered already: press the button again`);

/** `origin`: of the page that asks, checked against the address that was called. Throws CONFLICT where browsers have no passkeys. */
function pageAt(origin: string): PasskeyPage {
  const place = passkeyPlace(origin);
  if (place.isPlace) return { origin, host: place.host };
  throw rotaError(
    'CONFLICT',
    place.why === 'address'
      ? said`Browsers have passkeys only at "localhost" and at host names, not at an address of numbers: open the page there`
      : said`Browsers have passkeys only over https://, or at "localhost": open the page there`,
  );
}

/** Passkeys: made and removed by their owner, and signing in by one without a name. */
export function createPasskeyVerbs(deps: PasskeyDeps) {
  const { secrets, clock } = deps;
  /** Each is answered once, within five minutes, by the browser that has the token as a cookie. */
  const asked = createSealedSteps<Asked>({ secrets, clock }, 'passkey', challengeLifeMs);

  function answered(token: string | null, userId: string | null): Asked {
    const found = token === null ? null : asked.take(token);
    if (found === null || found.userId !== userId) throw isOld();
    return found;
  }

  const challenges: Challenges = { ask: (challenge) => asked.issue(challenge), answered };
  return { ...ownPasskeys(deps, challenges), ...passkeySignIn(deps, challenges) };
}
export type PasskeyVerbs = ReturnType<typeof createPasskeyVerbs>;

interface Challenges {
  /** The token that the browser has to bring back. */
  readonly ask: (asked: Asked) => string;
  /** Throws CONFLICT if it is too old, was used, or belongs to somebody else. */
  readonly answered: (token: string | null, userId: string | null) => Asked;
}

/** The passkeys of a user, changed by the user or an administrator. */
function ownPasskeys({ book, clock, audit }: PasskeyDeps, { ask, answered }: Challenges) {
  return {
    /** The options for the browser, and the token that it has to bring back. */
    async beginAdding(origin: string, caller: Caller) {
      const user = ownUser(book, caller);
      if (user.passkeys.length >= mostPasskeys) {
        throw rotaError('CONFLICT', said`you have ${mostPasskeys} passkeys already: remove one first`);
      }
      const page = pageAt(origin);
      const options = await registrationOptions(page, user, user.passkeys);
      return { options, token: ask({ challenge: options.challenge, userId: user.id, page }) };
    },
    async add(token: string | null, title: string, response: unknown, caller: Caller): Promise<void> {
      const { id } = ownUser(book, caller);
      const { challenge, page } = answered(token, id);
      const made = await checkRegistration(page, challenge, response);
      if (made === null) {
        throw rotaError(
          'BODY_INVALID',
          said`is not valid for this page: try again, or with another device`,
          'response',
        );
      }
      if (book.all().some(({ passkeys }) => passkeys.some((one) => one.id === made.id))) {
        throw rotaError('CONFLICT', said`this passkey is in use already`);
      }
      const passkey = { ...made, transports: [...made.transports], title, createdAt: clock.now(), lastUsedAt: null };
      await book.change(id, (user) => ({ ...user, passkeys: [...user.passkeys, passkey] }));
      audit(caller, 'passkey added', title);
    },
    async rename(passkeyId: string, title: string, caller: Caller): Promise<void> {
      const user = ownUser(book, caller);
      titleOf(user, passkeyId);
      await book.change(user.id, (one) => ({
        ...one,
        passkeys: one.passkeys.map((passkey) => (passkey.id === passkeyId ? { ...passkey, title } : passkey)),
      }));
      audit(caller, 'passkey renamed', title);
    },
    async remove(passkeyId: string, caller: Caller): Promise<void> {
      const user = ownUser(book, caller);
      const title = titleOf(user, passkeyId);
      if (user.passkeys.length === 1 && user.passwordHash === null && user.identity === null) {
        throw rotaError('CONFLICT', said`it is the only way in which you can sign in: add another one first`);
      }
      await book.change(user.id, (one) => ({
        ...one,
        passkeys: one.passkeys.filter(({ id }) => id !== passkeyId),
      }));
      audit(caller, 'passkey removed', title);
    },
    /** By an administrator: a lost device. */
    async takeOff(id: string, caller: Caller): Promise<void> {
      const { passkeys, title } = userIn(book, id);
      if (passkeys.length === 0) return;
      await book.change(id, (user) => ({ ...user, passkeys: [] }));
      audit(caller, 'passkey removed', said`all of ${title}`);
    },
  };
}

/** Signing in without a name. */
function passkeySignIn({ book, clock }: PasskeyDeps, { ask, answered }: Challenges) {
  return {
    async beginSignIn(origin: string) {
      const page = pageAt(origin);
      const options = await signInOptions(page);
      return { options, token: ask({ challenge: options.challenge, userId: null, page }) };
    },
    /** Who signed in. Rejects with UNAUTHORIZED, which does not say why, or CONFLICT. */
    async signIn(token: string | null, response: { readonly id: string }): Promise<StoredUser> {
      const { challenge, page } = answered(token, null);
      const user = book.all().find(({ passkeys }) => passkeys.some(({ id }) => id === response.id));
      const passkey = user?.passkeys.find(({ id }) => id === response.id);
      if (user === undefined || passkey?.host !== page.host) throw isInvalid();
      const check = await checkSignIn(page, challenge, passkey, response);
      if (check.kind === 'wrong') throw isInvalid();
      if (check.kind === 'copied') throw isCopied(passkey.title);
      if (user.isDisabled) {
        throw rotaError('UNAUTHORIZED', said`Your user is disabled: ask an administrator of this Rota`);
      }
      return book.change(user.id, (one) => ({
        ...one,
        passkeys: one.passkeys.map((known) => {
          if (known.id !== passkey.id) return known;
          // Another sign-in with the same counter came first.
          if (check.counter > 0 && check.counter <= known.counter) throw isCopied(known.title);
          return { ...known, counter: check.counter, lastUsedAt: clock.now() };
        }),
      }));
    },
  };
}

const isCopied = (title: string) =>
  rotaError(
    'UNAUTHORIZED',
    said`The passkey "${title}" seems to exist twice (its counter went back): sign in another way, remove it in your account, and make a new one`,
  );

function titleOf(user: StoredUser, passkeyId: string): string {
  const found = user.passkeys.find(({ id }) => id === passkeyId);
  if (found === undefined) throw rotaError('NOT_FOUND', said`you have no such passkey`, 'id');
  return found.title;
}
