import type { QueryClient } from '@tanstack/react-query';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { patchSchedules } from '../api/announcements.ts';
import type { Answer } from '../api/client.ts';
import type { useKnownName } from '../api/names.ts';
import { keys } from '../api/keys.ts';
import type { useConfirm } from '../ui/confirm.tsx';
import type { useToast } from '../ui/toast.tsx';
import type { RefusedAct, Speech } from '../words/words.tsx';

export type Rows = readonly ScheduleRow[];

/** What the actions on schedules need from the page. */
export interface ActScene extends Pick<Speech, 'w' | 'say' | 'count' | 'refusal' | 'told'> {
  readonly queries: QueryClient;
  readonly toast: ReturnType<typeof useToast>;
  readonly confirm: ReturnType<typeof useConfirm>;
  /** The name that people read of a schedule. */
  readonly nameOf: ReturnType<typeof useKnownName>;
}

export const show = ({ queries }: ActScene, rows: Rows): void =>
  patchSchedules(queries, new Map(rows.map((row) => [row.id, row])));

/** Shows which rows were refused, with the first reason; returns whether any was. */
export function tellRefused(
  { toast, refusal, nameOf }: ActScene,
  act: RefusedAct,
  rows: Rows,
  answers: readonly PromiseSettledResult<unknown>[],
): boolean {
  const refused = answers.find((answer) => answer.status === 'rejected');
  if (!refused) return false;
  const names = rows.filter((_, index) => answers[index]?.status === 'rejected').map(nameOf);
  toast(refusal(act, names, refused.reason));
  return true;
}

/** The current rows of the list: an undo comes later, when some may be gone. */
function present({ queries }: ActScene, rows: Rows): Rows {
  const ids = new Set(rows.map(({ id }) => id));
  return queries.getQueryData<Answer<'schedules'>>(keys.schedules)?.rows.filter(({ id }) => ids.has(id)) ?? [];
}

/** Shows `next` at once (optimistic update), sends each request, and undoes what was refused. */
export async function change(
  scene: ActScene,
  act: RefusedAct,
  rows: Rows,
  next: (row: ScheduleRow) => ScheduleRow,
  ask: (row: ScheduleRow) => Promise<{ row: ScheduleRow }>,
): Promise<boolean> {
  const before = present(scene, rows);
  const shown = before.map(next);
  show(scene, shown);
  const answers = await Promise.allSettled(rows.map(ask));
  const stored = new Map(
    answers.flatMap((answer) => (answer.status === 'fulfilled' ? [[answer.value.row.id, answer.value.row]] : [])),
  );
  const known = new Map(before.map((row) => [row.id, row]));
  // An announcement is newer than an answer that waited for the others.
  const isUntouched = new Set(shown);
  show(
    scene,
    present(scene, rows).flatMap((row) => {
      const answer = stored.get(row.id);
      if (answer) return isUntouched.has(row) ? [answer] : [];
      return known.get(row.id) ?? [];
    }),
  );
  return !tellRefused(scene, act, rows, answers);
}
