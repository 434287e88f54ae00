import type { ScheduleDraft, ScheduleRow } from '../../../contract/schedule.ts';
import { othersTurn } from '../shared/slices.ts';

/** What tells a schedule from others. */
export interface ScheduleName {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly process: string;
}

/** Finds the schedule that is meant: by id, else the only one with that name and process. */
export type FindRow = (id: string | null, draft: ScheduleDraft) => Promise<ScheduleRow | null>;

const namesATurn = 1000;

/** Of those that can be taken in again: names and ids alone are kept of all, for there may be a hundred thousand. */
export async function findPresent(deps: {
  readonly names: (after: number, limit: number) => Promise<readonly ScheduleName[]>;
  readonly row: (id: string) => Promise<ScheduleRow>;
}): Promise<FindRow> {
  const byId = new Set<string>();
  const byName = new Map<string, string | null>();
  const keyOf = ({ name, process }: { name: string; process: string }) => JSON.stringify([process, name]);
  for (let after = 0; ; await othersTurn()) {
    const page = await deps.names(after, namesATurn);
    for (const one of page) {
      byId.add(one.id);
      byName.set(keyOf(one), byName.has(keyOf(one)) ? null : one.id);
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.seq;
  }
  return async (id, draft) => {
    const found = id !== null && byId.has(id) ? id : byName.get(keyOf(draft));
    // One that was deleted meanwhile is there no more.
    return found === undefined || found === null ? null : deps.row(found).catch(() => null);
  };
}
