import type { ScheduleDraft, ScheduleRow } from '../../../contract/schedule.ts';
import { othersTurn } from '../shared/slices.ts';

/** The identity of a schedule. */
export interface ScheduleName {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly process: string;
}

/** Finds the present schedule of a draft: by id, else the only one with that name and process. */
export type FindRow = (id: string | null, draft: ScheduleDraft) => Promise<ScheduleRow | null>;

const namesATurn = 1000;

/** Finds present schedules that an import can update. Keeps only names and ids in memory, because there may be a hundred thousand. */
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
    // It may have been deleted meanwhile.
    return found === undefined || found === null ? null : deps.row(found).catch(() => null);
  };
}
