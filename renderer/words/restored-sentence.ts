import type { Notice } from '../../contract/events.ts';
import type { Speech } from './words.tsx';

/** From which backup Rota was restored, and which one keeps what was there before. */
export function restoredSentence(
  { params }: Pick<Notice, 'params'>,
  now: number,
  { w, say, times }: Pick<Speech, 'w' | 'say' | 'times'>,
): string {
  const words = w.overview.notices;
  const at = times.short(Number(params['at']), now);
  const keptAt = params['keptAt'];
  if (keptAt === undefined) return say(words.restored, { at });
  return say(words.restoredKept, { at, kept: times.short(Number(keptAt), now) });
}
