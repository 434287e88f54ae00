import type { Announcement } from '../../../contract/events.ts';
import type { Run } from '../../../contract/run.ts';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { Clock } from '../../clock.ts';
import { othersTurn } from './slices.ts';

/** Sends changes to all subscribers: the page, the tray, a waiting status call. */
export interface Announcements {
  /** Without `kinds` the listener gets everything. What nobody wants is not read for it. */
  subscribe(listener: (announcement: Announcement) => void, kinds?: readonly Announcement['type'][]): () => void;
  /** Whether anybody wants announcements of a kind, or a call waits for one. */
  isWanted(kind: Announcement['type']): boolean;
  announce(announcement: Announcement): void;
  /** Announces a run that changed, and a little later its schedule's row. */
  run(run: StoredRun): void;
  /** Announces a schedule that changed; at most five times a second per schedule. */
  schedule(id: string): void;
  /** Resolves when a run of this schedule (or the schedule itself) changes, or the signal aborts. */
  nextChange(scheduleId: string, signal: AbortSignal): Promise<void>;
  /** Wakes all waiting calls, because Rota stops. */
  release(): void;
  close(): void;
}

const rowEveryMs = 200;
/** Rows announced per turn of the event loop, so that other requests are answered in between. */
const rowsATurn = 50;

interface AnnouncementDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs and rows in the form that may leave the server. */
  readonly publicRun: (run: StoredRun) => Run;
  readonly publicRow: (row: ScheduleRow) => ScheduleRow;
}

export function createAnnouncements(deps: AnnouncementDeps): Announcements {
  const listeners = new Map<(announcement: Announcement) => void, readonly Announcement['type'][] | null>();
  const calls = createWaitingCalls();
  /** By id: whether the schedule itself changed, or only a run of it. */
  const pendingRows = new Map<string, boolean>();
  let cancelRows: (() => void) | null = null;

  function announce(announcement: Announcement): void {
    for (const [listener, kinds] of listeners) {
      if (kinds !== null && !kinds.includes(announcement.type)) continue;
      try {
        listener(announcement);
      } catch (error) {
        deps.log.error('a listener of announcements threw', { error });
      }
    }
  }

  const isWanted = (kind: Announcement['type']): boolean =>
    [...listeners.values()].some((kinds) => kinds === null || kinds.includes(kind));

  async function announceRows(): Promise<void> {
    cancelRows = null;
    const rows = [...pendingRows];
    pendingRows.clear();
    for (const [index, [id, hasChanged]] of rows.entries()) {
      if (index % rowsATurn === rowsATurn - 1) await othersTurn();
      if (!isWanted('schedule')) return;
      const row = await deps.store.lists.scheduleRow(id);
      // Single starts have no row on the Scheduler screen, so there is nothing to announce.
      if (row || hasChanged) announce({ type: 'schedule', id, row: row && deps.publicRow(row) });
    }
  }

  function announceRowSoon(id: string, hasChanged: boolean): void {
    if (!isWanted('schedule')) return;
    pendingRows.set(id, hasChanged || (pendingRows.get(id) ?? false));
    cancelRows ??= deps.clock.after(rowEveryMs, () => {
      announceRows().catch((error: unknown) => deps.log.error('schedule rows could not be told', { error }));
    });
  }

  return {
    subscribe(listener, kinds) {
      listeners.set(listener, kinds ?? null);
      return () => listeners.delete(listener);
    },
    isWanted: (kind) => isWanted(kind) || (kind === 'run' && calls.areWaiting()),
    announce,
    run(run) {
      calls.wake(run.scheduleId);
      if (!isWanted('run')) return announceRowSoon(run.scheduleId, false);
      announce({ type: 'run', run: deps.publicRun(run) });
      announceRowSoon(run.scheduleId, false);
    },
    schedule(id) {
      calls.wake(id);
      announceRowSoon(id, true);
    },
    nextChange: calls.nextChange,
    release: calls.release,
    close() {
      cancelRows?.();
      calls.release();
      listeners.clear();
    },
  };
}

// Calls that wait for a change of a schedule or of one of its runs.
function createWaitingCalls() {
  const waiting = new Map<string, Set<() => void>>();

  function nextChange(id: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const calls = waiting.get(id) ?? new Set();
      waiting.set(id, calls.add(done));
      signal.addEventListener('abort', done, { once: true });
      function done() {
        calls.delete(done);
        if (calls.size === 0 && waiting.get(id) === calls) waiting.delete(id);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }

  function wake(id: string): void {
    for (const call of [...(waiting.get(id) ?? [])]) call();
  }

  function release(): void {
    for (const id of [...waiting.keys()]) wake(id);
  }

  return { nextChange, wake, release, areWaiting: () => waiting.size > 0 };
}
