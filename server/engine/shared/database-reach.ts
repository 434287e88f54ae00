import type { DatabaseState } from '../../../contract/fleet.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';

/** Whether the database that several computers share answers, and since when it does not. A database of the own folder is always there. */
export interface DatabaseReach {
  state(): DatabaseState;
  /** For the health answer; null if all is well. */
  trouble(): Translatable | null;
  /** It was asked, and has answered. */
  answered(): void;
  /** It was asked in vain. */
  failed(error: unknown): void;
  /** Whether a newer Rota has changed its tables. */
  noteNewer(isNewer: boolean): void;
}

export function createDatabaseReach(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: (state: DatabaseState) => void;
}): DatabaseReach {
  const { clock, log } = deps;
  // Whoever makes this has opened the database just now.
  let answeredAt = clock.now();
  let present: DatabaseState = { awaySince: null, isNewer: false };

  function set(change: Partial<DatabaseState>): void {
    present = { ...present, ...change };
    deps.changed(present);
  }

  return {
    state: () => present,
    trouble() {
      const { awaySince, isNewer } = present;
      if (awaySince !== null)
        return said`the fleet's database has not answered since ${new Date(awaySince).toISOString()}: what runs goes on, nothing new is started`;
      return isNewer
        ? said`a newer Rota has changed the fleet's database: install that Rota here; until then this computer starts no new runs`
        : null;
    },
    answered() {
      const { awaySince } = present;
      answeredAt = clock.now();
      if (awaySince === null) return;
      log.info('the database of the fleet answers again', { awayMs: Math.max(0, answeredAt - awaySince) });
      set({ awaySince: null });
    },
    failed(error) {
      if (present.awaySince !== null) return;
      log.warn('the database of the fleet does not answer: it is asked again until it does', { error });
      set({ awaySince: answeredAt });
    },
    noteNewer(isNewer) {
      if (isNewer === present.isNewer) return;
      if (isNewer)
        log.error(
          'a newer Rota has changed the database of the fleet: this computer takes nothing new until that Rota is installed here; what runs is finished',
        );
      set({ isNewer });
    },
  };
}
