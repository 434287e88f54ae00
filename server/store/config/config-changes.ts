import { configDocument, type ConfigDocument } from '../config-document.ts';
import type { Change } from '../config-store.ts';

/** A change that was asked for, and how to answer. */
export interface WaitingChange {
  readonly change: Change;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Answers all whose changes are kept now, and the refused ones with their reasons. */
export function answerAll(batch: readonly WaitingChange[], refusals: ReadonlyMap<Change, unknown>): void {
  for (const { change, resolve, reject } of batch) {
    if (refusals.has(change)) reject(refusals.get(change));
    else resolve();
  }
}

/** Applies each change to the result of the one before; refused ones are left out, with their reasons. */
export const withAll = (batch: readonly WaitingChange[], current: ConfigDocument, refusals: Map<Change, unknown>) =>
  batch.reduce((document, { change }) => {
    try {
      return checked(document, change(document));
    } catch (error) {
      refusals.set(change, error);
      return document;
    }
  }, current);

/** Ensures that the document can be read again. Unchanged parts have been checked before. */
function checked(before: ConfigDocument, after: ConfigDocument): ConfigDocument {
  if (after === before) return before;
  const read = (['processes', 'calendars', 'clients', 'users'] as const).map((key) => {
    const known = new Set<unknown>(before[key]);
    const fresh = after[key].filter((one) => !known.has(one));
    const list = configDocument.shape[key].parse(fresh);
    const made = new Map<unknown, unknown>(fresh.map((one, index) => [one, list[index]]));
    return [key, after[key].map((one) => (known.has(one) ? one : made.get(one)))] as const;
  });
  return {
    ...configDocument.parse({ ...after, processes: [], calendars: [], clients: [], users: [] }),
    ...Object.fromEntries(read),
  };
}
