import { RotaError, rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import type { Caller } from '../../people/caller.ts';
import { isAtLeast } from '../../../contract/roles.ts';
import { checkScope } from './access.ts';
import type { Needs } from './needs.ts';

/** How soon a right that expires (a session, the old secret after a rotation) is noticed. */
export const lookEveryMs = 1_000;

/** Waiting calls and open streams, each with the right it was admitted by. */
export interface OpenRequestRights {
  /** Calls `end` once, with the error to answer, when the right is lost or reduced. Returns the function that stops watching. */
  watch(caller: Caller, needs: Needs, end: (reason: RotaError) => void): () => void;
  /** For a request that took long to arrive: throws UNAUTHORIZED or FORBIDDEN if the right was lost or reduced. */
  check(caller: Caller, needs: Needs): void;
  /** Runs a call's work while its right lasts; throws UNAUTHORIZED or FORBIDDEN when it ends. */
  whileIn<T>(caller: Caller, needs: Needs, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  close(): void;
}

interface OpenRequest {
  readonly caller: Caller;
  readonly needs: Needs;
  readonly end: (reason: RotaError) => void;
}

export function createOpenRequestRights(deps: {
  readonly clock: Pick<Clock, 'after'>;
  readonly renew: (caller: Caller) => Caller | null;
  /** Ways to learn that rights may have changed; each returns the function that ends it. */
  readonly changes: readonly ((listener: () => void) => () => void)[];
}): OpenRequestRights {
  const held = new Set<OpenRequest>();
  let stopLooking: (() => void) | null = null;
  const ends = deps.changes.map((listen) => listen(look));

  const lossOf = (one: Pick<OpenRequest, 'caller' | 'needs'>) => lossOfRight(one, deps.renew(one.caller));

  function look(): void {
    for (const one of [...held]) {
      const loss = lossOf(one);
      if (loss === null || !held.delete(one)) continue;
      one.end(loss);
    }
    lookAgain();
  }

  function lookAgain(): void {
    stopLooking?.();
    stopLooking = held.size === 0 ? null : deps.clock.after(lookEveryMs, look);
  }

  function hold(caller: Caller, needs: Needs, end: (reason: RotaError) => void): () => void {
    const one: OpenRequest = { caller, needs, end };
    held.add(one);
    if (stopLooking === null) lookAgain();
    return () => {
      held.delete(one);
      if (held.size === 0) lookAgain();
    };
  }

  return {
    watch: hold,
    check(caller, needs) {
      const loss = lossOf({ caller, needs });
      if (loss !== null) throw loss;
    },
    async whileIn(caller, needs, work) {
      const over = new AbortController();
      const letGo = hold(caller, needs, (reason) => over.abort(reason));
      try {
        const result = await work(over.signal);
        const loss = over.signal.aborted ? null : lossOf({ caller, needs });
        if (loss !== null) throw loss;
        over.signal.throwIfAborted();
        return result;
      } catch (error) {
        throw over.signal.aborted ? over.signal.reason : error;
      } finally {
        letGo();
      }
    },
    close() {
      for (const end of ends) end();
      held.clear();
      lookAgain();
    },
  };
}

/** Why a request may not go on; `now`: the present rights of its caller. */
function lossOfRight({ caller, needs }: Pick<OpenRequest, 'caller' | 'needs'>, now: Caller | null): RotaError | null {
  if (now === null)
    return rotaError(
      'UNAUTHORIZED',
      said`The right that this call came with has ended while it waited: sign in anew, or send credentials that are valid`,
    );
  try {
    checkScope(now, needs);
  } catch (error) {
    if (error instanceof RotaError) return error;
    throw error;
  }
  return isLess(now, caller)
    ? rotaError(
        'FORBIDDEN',
        now.account === undefined
          ? said`What this client may see was changed while the call waited: ask again`
          : said`What you may see was changed while the call waited: ask again`,
      )
    : null;
}

/** Whether a scope or a process was removed, or the role is less than it was. */
function isLess(now: Caller, before: Caller): boolean {
  const { processes } = now;
  const lostProcess =
    processes !== null && (before.processes === null || before.processes.some((name) => !processes.includes(name)));
  const [role, former] = [now.account?.role, before.account?.role];
  const lostRole = role !== undefined && former !== undefined && !isAtLeast(role, former);
  return lostRole || lostProcess || before.scopes.some((scope) => !now.scopes.includes(scope));
}
