import { createHash } from 'node:crypto';
import type { Reason } from '../../contract/reasons.ts';
import type { Clock } from '../clock.ts';
import type { TriggerStore } from '../store/trigger-store.ts';
import type { Watched } from './session-watched.ts';

interface LogonLookDeps {
  readonly store: Pick<TriggerStore, 'known' | 'mark' | 'old' | 'forget'>;
  readonly clock: Clock;
  readonly startLater: (one: Watched, key: string, reason: Reason) => void;
}

/** Marks of logons go after so long: theirs are over, or are marked anew. */
const keptMs = 30 * 24 * 3_600_000;
const mostForgotten = 500;
/** That who was there at first has been marked. */
const begun = 'begin-logon';

/** Ids of logons may be longer than a key. */
const keyOf = (id: string): string => `logon-${createHash('sha256').update(id).digest('base64url')}`;

/** Starts a run for each logon that has none. The marks decide, so that a restart starts none again, and one that came meanwhile gets its own. */
export function createLogonLook({ store, clock, startLater }: LogonLookDeps) {
  async function lookFor(one: Watched, logons: ReadonlyMap<string, string>): Promise<void> {
    const { schedule, trigger } = one;
    const at = clock.now();
    const known = await store.known(schedule.seq, trigger.id, [...logons.keys(), begun]);
    if (!known.has(begun)) {
      // Who is there when it is first switched on has not logged on for it.
      const marks = [...logons.keys(), begun].map((key) => ({ key, path: '', stamp: '', at, moves: false }));
      return store.mark(schedule.seq, trigger.id, marks);
    }
    for (const [key, who] of logons)
      if (!known.has(key)) startLater(one, key, { code: 'logged-on', params: { who, at } });
    const old = await store.old(schedule.seq, trigger.id, at - keptMs, '', mostForgotten);
    const over = old.map(({ key }) => key).filter((key) => key !== begun && !logons.has(key));
    if (over.length > 0) await store.forget(schedule.seq, trigger.id, over);
  }

  return {
    async look(all: readonly Watched[], logons: readonly { readonly id: string; readonly who: string }[]) {
      const byKey = new Map(logons.map(({ id, who }) => [keyOf(id), who]));
      for (const one of all) await lookFor(one, byKey);
    },
  };
}
