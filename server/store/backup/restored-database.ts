import { restoredFact, sessionsFact } from '../facts.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { openStore } from '../sqlite/open-store.ts';
import type { Store } from '../store.ts';

export interface Fit {
  readonly backup: string;
  readonly madeAt: number;
  /** What was there before is a backup now. */
  readonly isKept: boolean;
  readonly who: string;
  readonly owner: string;
  readonly now: number;
  readonly sessions: string | null;
}

/**
 * Makes the copy of a database from a backup what Rota goes on with: brought to this version, the people of now signed in, what was
 * under way settled, and what happened told. Throws where it cannot be opened.
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

/** What waited or ran when the backup was made came to something that it does not know: nothing is started a second time unasked. */
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
