import type { ScheduleRow } from '../../contract/schedule.ts';
import type { TriggerLook } from '../../contract/triggers.ts';
import { call } from '../api/client.ts';
import type { Speech } from '../words/words.tsx';
import type { ActScene } from './schedule-acts.ts';

/** Looks at once for files and mails, and tells what was found, or why it could not be looked. */
export async function lookNow(scene: ActScene, row: ScheduleRow): Promise<void> {
  const { w, say, toast, refusal, nameOf } = scene;
  const words = w.triggers.look;
  const id = `look-${row.id}`;
  toast({ text: say(words.found, { name: nameOf(row), found: words.looking }), id });
  try {
    const { looks } = await call('lookSchedule', { path: { id: row.id } });
    const problem = looks.find((look) => look.problem !== null)?.problem ?? null;
    const found = problem === null ? foundInWords(looks, scene) : scene.told(problem);
    toast({ text: say(words.found, { name: nameOf(row), found }), id, tone: problem === null ? 'plain' : 'bad' });
  } catch (error) {
    toast({ ...refusal('look', [nameOf(row)], error), id });
  }
}

/** `3 new, 1 still being written`. */
function foundInWords(looks: readonly TriggerLook[], { w, count }: Pick<Speech, 'w' | 'count'>): string {
  const words = w.triggers.look;
  const parts = (['started', 'waiting', 'others'] as const).flatMap((key) => {
    const n = looks.reduce((sum, look) => sum + look[key], 0);
    return n === 0 ? [] : [count(words[key], n)];
  });
  return parts.length === 0 ? words.nothing : parts.join(', ');
}
