import { patchSchedules } from '../api/announcements.ts';
import { call } from '../api/client.ts';
import { tellRefused, type ActScene, type Rows } from './schedule-acts.ts';

/** Deletes schedules after a confirmation; returns whether any was deleted. */
export async function removeSchedules(scene: ActScene, rows: Rows): Promise<boolean> {
  const { w, say, count, queries, toast, confirm, nameOf } = scene;
  const words = w.schedules;
  const [first] = rows;
  if (!first) return false;
  const isOne = rows.length === 1;
  const kept = isOne ? await keptRuns(scene, first.id) : words.remove.keptMany;
  const active = rows.some((row) => row.activeRun) ? ` ${words.remove.running}` : '';
  const isSure = await confirm({
    title: isOne ? say(words.remove.title, { name: nameOf(first) }) : count(words.remove.titleMany, rows.length),
    text: kept + active,
    confirm: isOne ? words.remove.confirm : words.remove.confirmMany,
    keep: isOne ? words.remove.keep : words.remove.keepMany,
    isDangerous: true,
  });
  if (!isSure) return false;
  const answers = await Promise.allSettled(rows.map((row) => call('deleteSchedule', { path: { id: row.id } })));
  const gone = rows.filter((_, index) => answers[index]?.status === 'fulfilled');
  patchSchedules(queries, new Map(gone.map((row) => [row.id, null])));
  tellRefused(scene, 'remove', rows, answers);
  if (gone.length > 0) {
    toast({
      text: isOne ? say(words.toasts.deleted, { name: nameOf(first) }) : count(words.toasts.deletedMany, gone.length),
    });
  }
  return gone.length > 0;
}

/** "Its 312 runs are kept": counted up to a thousand. */
async function keptRuns({ w, say, count }: ActScene, schedule: string): Promise<string> {
  const words = w.schedules.remove;
  try {
    const { runs, next } = await call('runs', { query: { schedule, limit: 1000 } });
    if (next !== null) return say(words.keptMore, { n: runs.length });
    return runs.length === 0 ? words.kept : count(words.keptCount, runs.length);
  } catch {
    return words.kept;
  }
}
