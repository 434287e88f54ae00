import { restoredFact, sessionsFact } from '../facts.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { openStore } from '../sqlite/open-store.ts';
import type { Store } from '../store.ts';

export interface Fit {
  readonly backup: string;
  readonly madeAt: number;
  /** The former data is a backup now. */
  readonly isKept: boolean;
  readonly who: string;
  readonly owner: string;
  readonly now: number;
  readonly sessions: string | null;
}

/**
 * Prepares the copy of a database from a backup for use: migrates it, keeps the present sessions, settles active runs, and adds a
 * notice. Throws if it cannot be opened.
 */
export async function makeFit(file: string, { backup, madeAt, isKept, who, owner, now, sessions }: Fit): Promise<void> {
  const store = openStore(file);
  try {
    await settleActive(store, madeAt);
    const { records } = store;
    await records.setFact(sessionsFact, sessions);
    await records.setFact(restoredFact, String(madeAt));
    await records.audit(now, { who, owner }, 'backup restored', backup);
    await records.putNotice({
      id: `restored-${now}`,
      kind: 'restored',
      at: now,
      params: { at: madeAt, ...(isKept ? { keptAt: now } : {}) },
      runIds: [],
    });
  } finally {
    store.close();
  }
}

/**
 * The database does not know how runs ended that were waiting or active at the time of the backup: none of them starts a second time
 * unasked.
 */
async function settleActive({ runs }: Store, at: number): Promise<void> {
  const reason: Reason = { code: 'restored', params: {} };
  for (const { id, attempt, status, outputs } of await runs.active()) {
    if (status === 'queued' || status === 'retrying') {
      await runs.endWaiting(id, attempt === 0 ? 'missed' : 'interrupted', reason, at);
      continue;
    }
    const next = { outcome: 'interrupted', hasWarning: false, reason } as const;
    await runs.endAttempt(id, attempt, { facts: { exitCode: null, signal: null, wasLost: true }, at, outputs, next });
  }
}
